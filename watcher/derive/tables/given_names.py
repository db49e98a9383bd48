"""Given names of the world: a span that begins with one is a person, unless its last word says otherwise.

A sample of what news meets, by region; rare names are found by other cues (titles, surnames used alone, verbs).
Names that are as often places or words (Florence, Victoria, Paris, Chad, Mark, Will) are left out unless most common.
"""

from typing import Final

from watcher.derive.tables.lists import words

__all__ = ["GIVEN_NAMES"]

GIVEN_NAMES: Final = words(
    """
    aaron abigail adam adrian agnes aidan alan albert alex alexander alexandra alexis alfred alice alison allan
    allen amanda amber amy andrea andrew angela angus ann anna anne annette annie anthony antonia april archie
    arnold arthur ashley audrey barbara barry beatrice becky ben benedict benjamin bernard bernie beth betty bill
    billy bob bobby brad bradley brandon brenda brian bridget bruce bryan caitlin cameron carl carla carol
    caroline catherine cathy cecil charles charlie charlotte cheryl chloe chris christian christina christine
    christopher cindy claire clara clare clive colin connor craig cynthia daisy dale dan daniel danielle danny
    darren dave david dawn dean deborah denise dennis derek diana diane dick dominic don donald donna doris
    dorothy doug douglas duncan dylan earl ed eddie edgar edith edmund edward edwin eileen elaine eleanor
    elizabeth ella ellen ellie elliot emily emma eric erica ernest ethan eugene eva evan evelyn fiona fleur
    frances francis frank franklin fred freddie frederick gareth gary gavin geoff geoffrey george gerald gerard
    gilbert gillian gina glen glenn gloria gordon grace graham grant greg gregory guy hannah harold harriet harry
    harvey hazel heather helen henry herbert hilary holly howard hugh hugo ian ingrid irene iris isaac isabel
    isabella ivan ivy jack jackie jackson jacob jake james jamie jan jane janet janice jason jay jean jeff jeffrey
    jennifer jenny jeremy jerome jerry jesse jessica jill jim jimmy joan joanna joe joel john johnny jon jonathan
    jose joseph josephine josh joshua joy joyce judith judy julia julian julie june justin karen karl kate
    katherine kathleen kathryn kathy katie katy kay keith kelly ken kenneth kerry kevin kim kimberly kirk kristen
    kyle larry laura lauren laurence lawrence leah lee leo leon leonard leslie lewis liam lillian linda lisa liz
    lloyd logan lois lorraine louis louise lucas lucy luke lydia lynn mabel maggie malcolm marcus margaret maria
    marie marilyn marion mark marlene martha martin martina marty marvin mary mason matt matthew maureen max megan
    melanie melissa michael michelle mick miguel mike miles miranda molly monica morgan muriel nancy naomi natalie
    nathan nathaniel neil nelson nicholas nick nicola nicole nigel nina noah noel nora norma norman oliver olivia
    oscar owen pamela pat patricia patrick paul paula pauline peggy penny percy pete peter phil philip phillip
    phoebe phyllis polly rachel ralph ray raymond rebecca reginald rhys richard rick ricky rita rob robert roberta
    robin rodney roger ron ronald rory rosa rosalind rose rosemary ross roy rupert russell ruth ryan sally sam
    samantha samuel sandra sara sarah scott sean sebastian seth shane shannon sharon shaun sheila shirley simon
    sophia sophie spencer stacey stanley stella stephanie stephen steve steven stewart stuart sue susan suzanne
    sylvia tara ted teresa terence terry theresa thomas tim timothy tina todd tom tommy toni tony tracey tracy
    trevor tyler valerie vanessa vera vernon veronica vicky vincent violet virginia walter warren wayne wendy
    wesley wilfred william winston yvonne zachary zoe aleksandr aleksandar aleksei alexei anatoly andrei andrej
    andriy andrzej anatol anton arkady artem bogdan boris dariusz denys dimitar dimitri dmitri dmitriy dmitry
    dmytro dorota elena evgeny ewa fyodor galina gennady georgi giorgi grigory halina hryhoriy igor ihor irina
    iryna ivana jaroslaw jarosław kasia katarzyna kirill konstantin ksenia larisa lech lev leonid lyudmila maksim
    małgorzata marek marta mateusz maxim michal michał mikhail mikheil milan milica miroslav mykola nadezhda
    natalia natalya nikita nikola nikolai nikolay oksana oleg oleh oleksandr oleksii olena olga pavel pavlo paweł
    petr petro piotr radosław roman ruslan ryszard sergei sergey sergii serhiy slobodan stanislav svetlana
    svitlana tamara taras tatiana tatyana tomasz tomáš vadim vaclav václav valentin valentina valery vasily viktor
    vitali vitaliy vlad vladimir vladislav vladyslav volodymyr wojciech yaroslav yegor yelena yevgeny yulia yuri
    yuriy zbigniew zoran željko goran dragan bojan jelena ljubica marija marijana novak zsuzsa gábor istván jános
    lászló péter viktória zoltán attila andrás ferenc gyula alessandro alberto alejandra alejandro alfonso alfredo
    alonso álvaro alvaro ana andrés andres antonella antonio arturo augusto beatriz benito bruno camila carlos
    carmen carolina cecilia cesar césar claudia claudio cristian cristiano cristina cristóbal daniela diego
    domingo eduardo elisa emilio enrique enzo ernesto esteban eugenio federico felipe fernanda fernando flavio
    francesca francesco francisco gabriel gabriela gabriele giacomo gianluca gianni giorgia giovanni giulia
    giuseppe gonzalo guido guillermo gustavo hector héctor hernán hernando humberto ignacio inés isabela jaime
    javier jair joao joão joaquín jorge josé juan juana juliana julio leonardo leticia lionel lorenzo luca lucia
    lucía luciana luciano luigi luis luisa luiz lula manuel marcela marcelo marco marcos mariana mariano mario
    matteo mauricio mauro nayib nicolás nicolas nuno octavio pablo paolo paulo pedro pietro rafael ramón ramon
    raúl raul renato renzo ricardo rigoberto roberto rodrigo rosario ruben salvador salvatore santiago sergio
    silvia silvio sofia sofía stefano tomás vicente victor víctor victoria vincenzo xavier ximena yolanda giorgos
    jasmine adrien agathe alain aline amélie anaïs antoine arnaud aurélie baptiste benoît bertrand brigitte
    camille cécile céline christophe claude clémence clément damien delphine denis didier élisabeth élodie
    emmanuel étienne fabien fabrice florian françois françoise frédéric gabrielle gaël geneviève gérard gilles
    grégoire guillaume henri hervé hélène isabelle jacques jean-claude jean-luc jean-marie jean-noël jean-pierre
    jérôme jérémy joël jordan juliette laurent léa luc lucie manon marc marguerite marine martine mathieu mathilde
    maxime michel mireille nathalie odile olivier pascal patrice philippe pierre raphaël régis rémi rené roland
    romain sébastien serge solène stéphane sylvain sylvie théo thibault thierry valérie véronique virginie yann
    yannick yves andreas annegret annika anke armin astrid axel bastian bernd bernhard birgit björn bettina
    christa christoph cornelia detlef dieter dietmar dirk dominik elke erich ernst erwin felix frank-walter franz
    frauke friedrich fritz gabi gerd gerhard gert gisela greta günter günther gudrun hans heike heiko heinrich
    heinz helga helmut henrik hermann holger horst ilse ines ingo jana jens jochen johann johannes jörg jürgen
    jutta kai karin karla karsten katharina katja katrin klaus konrad kurt lars leonie lothar ludwig lutz manfred
    manuela marcel marieke markus matthias maik michaela moritz nadine niklas norbert olaf oskar paul-heinz petra
    philipp rainer ralf reiner reinhard renate rolf rudolf rüdiger ruprecht sabine saskia sepp siegfried sigmar
    silke simone sönke stefan steffen susanne svenja sven thorsten thilo tobias torsten ulrich ulrike ursula ute
    uwe volker walther werner wilhelm winfried wolfgang annalena anders arne bjørn bo carina christer einar eirik
    emil erik esben espen fredrik frida gunnar gustav haakon halvard harald håkan henning inga ingeborg jari
    jesper johan jonas jukka jussi kaisa kaja kari kasper katrín kirsten kjell knut kristian kristín lasse leif
    linnea liv magnus margrethe mette mikael mikko morten niels nils olav ole olof outi pekka pelle per petteri
    ragnar rasmus sanna sigrid sigurd søren stig sveinn tarja timo tord torbjörn tore troels trond turid ulf veli
    vilhelm arjen bart bram cees dirk-jan geert gijs hendrik jeroen joost kees maarten marijke mathijs pieter
    rutger ruud sander sjoerd sybren thijs wim willem wouter abbas abdallah abdel abdelaziz abdelfattah
    abdelmadjid abdi abdirahman abdou abdoulaye abdul abdulaziz abdullah abdulrahman abiy abu adel adil adnan afif
    ahmad ahmed ahmednasir aisha akbar akram alaa ali alireza amal amani amin amina aminata amir amira ammar anas
    anwar arash arif asad ashraf asif asma ayman aziz azza badr bahaa bahram barham bashar bashir basma bassem
    bilal bisan burhan dalia daoud dawood dina ebrahim ehsan emad enas esmail fadi fahad fahd faisal faiz falih
    fares farhad farid fariha fatemeh fatima fatma fatoumata fawzi faez faris fouad fuad ghada ghassan gholam
    habib hadi hafez hafiz haider haidar hakan hakim hala hamad hamdi hamed hamid hamza hana hanan hani hanna
    haroon hasan hashem hassan hatem hayder heba hend hicham hisham hoda hosni hossein huda hussain hussein
    ibrahim ibrahima idris iman imran iqbal ismael ismail ismat issa jaber jabir jafar jalal jamal jamil jamila
    javad jawad kamal kamran karim kassem khadija khaled khalid khalil khalifa khamis khofifah latifa layla leila
    lina lubna maha mahdi mahmoud mahmud maher majed majid malak malik mansour mansur maryam marwan massad massoud
    masoud masrour mazen mehdi mina minni moammar moataz mohamad mohamed mohammad mohammed mohsen moktar mona
    moqtada morteza mounir mousa moustafa moussa muammar muhammad muhammadu mukhtar munir muntazer murad murtada
    murtaz musa mustafa muqtada nabil nada nader nadia naguib nahid najib najla nasrin nasser nawaf nawal nazar
    nechirvan nizar nour noura nouri nuri omar osama osman othman qais qasem qasim qassem qubad rached rachid
    rafik raghad rahim rahmat raja rami ramadan ramzi rana rania rashid rasheed rauf reem reza riad ridha riyad
    rola ruhollah saad sabah sabri saddam sadiq saeed safa saida saide saif sajjad salah salam saleh salem salim
    salma salman sameh sami samir samira sana sattar sayyid shadi shaima shakir shehbaz shireen siham soha sohail
    souad suhail sulaiman suleiman taha taher tahir talal tamer tarek tareq tariq tawfiq thamer usama usman wael
    wafa waheed walid waleed wissam yahya yara yasmin yasser yasin yazan yehia younes youssef yousef yusuf zahra
    zaid zainab zakaria zaki zeid zeinab zuhair ziad ziyad ahmet alparslan arda aslı aydın ayşe azra aylin barış
    baran berat berk betül binali burak burcu bülent canan cansu cem cemal cengiz cemil çağla defne demet deniz
    devlet dilek ebru ece ekrem elif emine emir emre enes ercan erdal erdem erkan erol ersin esra fahrettin fatih
    ferhat feyza filiz fuat gamze gökhan gizem gonca gül gülşen hakkı halil haluk hande hatice hilal hikmet hulusi
    hüseyin ismet işıl kadir kaan kemal kerem kübra levent mehmet melih meltem meral mert merve mesut mevlüt
    muhammet muharrem murat necati nihat nurullah nilgün ömer onur orhan oya özge özgür özlem pelin pınar ramazan
    recep rıza sedat seda selahattin selim selin selma semih serap serkan sevgi sevim sezai sibel sinan süleyman
    sultan şahin şule tansu tayyip temel tuğba tuncay tülin tolga turgut ufuk uğur umut vedat volkan yasemin yaşar
    yavuz yıldız yılmaz yiğit zafer zehra zeki zeynep abdurrahman cihan arpit abhishek aditi aditya ajay ajit
    akash akhilesh akshay amit amitabh amrita anand anil anita anjali ankit anup aparna arjun arun arvind ashish
    ashok ashwini atal chandra chandrika deepak deepika devendra dilip dinesh divya ganesh gautam geeta gita gopal
    govind govindraj harish harsh hemant indira indra ishaan jagdish jaswant jyoti kailash kamala kamla karan
    karthik kavita keshav kiran kishore krishna kumar lakshmi lalit lata madhav madhuri mahesh mahinda mahendra
    mamata manish manmohan manoj meena meenakshi meera mohan mukesh nandan nandini narayan narendra naresh naveen
    neha nikhil nilesh nirmala nitin omprakash pankaj parvati piyush prabhu pradeep prakash pramod pranab prasad
    prashant pratibha praveen priya priyanka rahul raj rajan rajendra rajesh rajiv rajkumar rajnath rakesh ram
    ramesh rani ranil ranjit ravi rekha ritu rohan rohit sachin sandeep sanjay sanjeev santosh sarita satish satya
    shankar shashi shehan shilpa shiv shivani shreya shyam siddharth smriti sonia subhash sucheta sudhir suman
    sumit sunil sunita suresh sushma swati tejas uday uma usha vandana varun venkat vidya vijay vikas vikram vinay
    vinod virat vishal vivek yash yogesh anura kumara maithripala sajith gotabaya basil khaleda sheikh hasina
    tarique yunus imrul akihiko akira akio aiko asuka ayumi chie daichi daisuke daiki emi eri fumiko fumio haruka
    haruki haruto hideki hideo hideyuki hikari hiroki hiroko hiroshi hiroyuki hitoshi ichiro isamu jiro junichi
    junichiro kaito kaori katsuya kazuki kazuo kazuya keiko keita keisuke kenichi kenji kenjiro kenta kiyoshi
    kohei koichi koji kosuke kumi kyoko makoto mamoru manami mariko masaaki masahiro masako masaru masashi masato
    masayoshi mayu mayumi megumi michiko midori mika miki minoru misaki mitsuko miyuki momoko naoko naoki naoto
    nana natsuki nobuo nobuyuki noriko osamu rei ren riku rina ryo ryota ryuichi sachiko sadako saki sakura sanae
    satoru satoshi sayaka seiji shigeru shigeki shin shinichi shinji shintaro shinzo shiori shizuka shohei shoko
    shota shunsuke sota taichi taiki takahiro takako takao takashi takayuki takeo takeshi takuma takumi takuya
    taro tatsuo tatsuya tetsuya tomohiro tomoko tomomi toru toshiaki toshiko toshio tsuyoshi wataru yasuhiro
    yasuko yasuo yoichi yoko yosuke yoshi yoshihide yoshihiko yoshiko yoshio yui yuichi yuka yuki yukiko yukio
    yuko yumi yumiko yuriko yusuke yuta yutaka jae-in jae-myung ji-hoon ji-won min-jun seo-yeon sung-min yoon-suk
    geun-hye jong-un yo-jong hyun-woo eun-ji sang-hoon young-ho jinping keqiang qinwen xiaoping xiaoming weiwei
    jiabao jintao wei-ling ming ying jing ting hui li-hua jun jie lei lin qiang tao xin yan yang yi yong chen hao
    hong jian liang mei ning ping rong shan abayomi abena adaeze ade adebayo adeola adesina akinwumi akosua ama
    amadou amara aminu amos ayo ayodele babatunde bello boubacar bola bukola chidi chidinma chike chimamanda
    chinua chinwe chukwuemeka cyril dambudzo daudi desta dlamini ebere ebrima efua ekow emeka esi ezekiel faustin
    felix-antoine fumnanya folake femi funke gbenga goodluck habiba haile hailemariam ifeanyi ifeoma ikenna jomo
    juma kalonzo kelechi kemi kgalema kofi koffi kojo kwabena kwaku kwame kwasi lamine lazarus macky mamadou
    mariama moise moïse moses mswati musalia mwai ngozi nkosazana nomvula obinna odinga olaniyi olu oluwaseun
    olusegun omotola ousmane oumar paul-henri phumzile raila renson samia salva sekou sékou seydou simba sipho
    sory sunday tafadzwa tedros tendai thabo themba thandiwe thomas-sankara tinashe tunde tundu uche uhuru umaru
    wangari wanjiru wycliffe yemi yaw yoweri zanele zodwa achieng otieno valige mahamat idriss assimi alassane
    evariste félix filipe armando wambui anyango njeri kipchoge eliud faith budi agus joko dewi sri susilo
    megawati prabowo gibran puan hendra dian rizal siti nur nurul anies basuki tri wahyu yudi ratna putri eko
    sutinah surono mahathir muhyiddin bongbong ferdinand imelda corazon benigno leni isko manny jejomar thaksin
    prayut srettha paetongtarn pita aung suu khin min myint hla nguyen thanh phuong hoang linh minh trang tuan
    quang hung huong lan binyamin yair naftali yoav itamar bezalel avigdor gideon tzipi ehud shimon ariel golda
    moshe yitzhak avi eli eyal gadi gal ronen tamir irakli kakha salome bidzina davit nika paata thea tamta levan
    nino zurab nikol serzh levon armen ararat ilham heydar sviatlana nursultan kassym-jomart shavkat emomali sadyr
    gurbanguly serdar coco dorothea aryna iga jannik kylian erling sadio luka rafaele jyrki antónio
    nodar tamar ketevan lela zaza giorgi mariam vakhtang archil otar shota lasha ekaterine natia gela mamuka
    aram gor vahan hayk narek ani anahit ruzanna tigran vardan elnur rashad vugar aysel leyla aydan radek zdeněk
    tomáš jiří petr pavel miroslav jaroslav václav ondřej marek jakub lukáš vojtěch karel hana lenka zuzana
    katarína ľubomír bogdan dragan zoran goran milan branko mirjana jelena nenad dejan slobodan aleksandar
    zlatko ivica ante josip tihomir vesna ljiljana biljana nikolai georgi dimitar plamen boyko kiril rumen
    desislava stoyan ion ionuț mihai andrei răzvan călin crin gheorghe elena cristian traian klaus marcel ilinca
    piotr paweł krzysztof grzegorz tomasz wojciech małgorzata agnieszka katarzyna magdalena jarosław zbigniew
    ferenc gábor zoltán lászló istván péter attila katalin judit viktor szabolcs jón sigmundur bergþór kristrún
    daði huginn rósa aðalgeir halla konráð þorgerður fannar guðni guðrún bjarni sigurður ólafur magnús helga
    ásta birna hrafn ragna inga hildur áslaug gunnlaugur einar þórður aino eino väinö heikki matti juha riikka
    annika päivi kaja mart urmas taavi andrus jüri kristjan liis māris edgars krišjānis gitanas ingrida arvydas
    artis kwesi nii adwoa afua esi yaa kwaku obiageli nneka ngozi emeka obinna uchenna chinedu nnamdi adaobi
    ifeyinwa rotimi kola wole segun tayo kayode dapo godswill patience blessing precious binta hauwa zainab
    fatou fanta aissata aïssata bakary modibo tiébilé souleymane salif drissa adama cheick cheikh papa mame
    moustapha oumou kadiatou ramatoulaye blaise gnassingbé faure thérèse pélagie mbaye yaya ebrima fatoumatta
    tahirou nana kofi doreen batilda deogratias grace nakibuuka wanjiku njoki mutua mwende atieno odhiambo
    otieno wafula kiprono chebet jepchirchir tirunesh tsegaye getachew debretsion meles haileselassie workneh
    birtukan yonas selamawit afewerki isaias girma tendayi nelson farai chipo rumbidzai tatenda sibusiso nomsa
    lindiwe thuli mmusi julius cyril naledi blade gwede tshepo kagiso refilwe lerato palesa mosiuoa filipe nyusi
    venâncio graça nguyễn châu thuy thuong dung thu hoa mai thao bich yen tien binh khanh khoa khoi duc dat hieu
    nam phuc vinh somchai anutin srisuwan chadchart pheu abhisit suthep nattawut yingluck sompong kittisak
    apirat rodrigo leila risa teresito eugenio rex crisanto nenita dodong rey jessa perpetua renato maria-
    lourdes loren joselito benhur grace rodante wilfredo reynaldo danilo arsenio gloria corazon josefa made
    ketut wayan nyoman komang retno luhut airlangga erick ganjar mahfud tito bahlil gus arunachalam sivakumar
    selvam murugan vijaya jayalalithaa palaniswami subramanian venkatesh lokesh naidu tahmina rehana nurjahan
    shafiqul rafiqul shariful aminul kamrul obaidul mirza zubaida tasnim nusrat wilmer yesenia rosa elvira
    tiburcio agustín dina pedro keiko ollanta alan alejandro vladimiro edgar yovani abimael evo jeanine arce
    álvaro gabriel michelle sebastián evelyn camila mariano axel cristina sandra florencia nayib xiomara
    bernardo alejandro claudia andrés lázaro marcelo yunior dariela delcy diosdado jorge ousmane cissokho nailya
    aigul aizhan daniyar yerlan zhanna gulnara dinara timur almaz sooronbay zhaparov bakyt alisher jasur dilnoza
    gulbahor oybek farrukh rustam davron lochin parviz manizha
    aarti abdelkader abdiaziz abdikadir abdirizak abdo abdullahi abebe abhijit abimbola abiodun adewale adhiambo
    admir adán afia agim ainārs aissatou aisyah akhil akiko akinyi akua albana albin alemu algirdas alija alix alok
    aloys amador amaka amarinder amarjit amra andris andrius anh anirban anisul anneli anniken antauro antonis antti
    anupam anurag anđela aquiles arben archivaldo arindam arta arto arturs asaduzzaman asep asha asim asnath assane
    assefa asta atif atsushi audu audun auma awa ayanda azizur babita baiba bakir balbir bambang baraka bato
    beena bekele benedikt bengt bente berhane besa besnik bhagwant bharti bienvenu bilawal bimal birendra birgitte
    biswajit blagoj blaže blerim blerta boitumelo bojana bongani brandi brandy brett brock bujar bushra busisiwe
    bård béji büşra candace chaker chamara charanjit chaudhry cherono chia-lung ching-te chioma christos chuan chul-
    soo cilia clint clyde clémentine colton corina curt cyprian célestin damir danijela danjuma dardan darko darla
    darlene darnell dawa debashish debasish debra dedi deepti dele delores demba demeke deqa deshawn despina
    dharmendra dieudonné dilshan dimitris dinah dineo disha diya djibril donatien dong-hyun donika donnie dora
    dorcas dorjee dorji dragana duane dušanka dwayne dwi dwight déogratias dženana ebba ebony edi edin edman edmundo
    eero efraín eleni elijah elina elmer elvis emina enoch ephraim erion erna ernestine esa esther evangelos evija
    evika faduma fakhrul faraja farhan farida fatmir fatuma fawad figen fikret fiston fitri flaka floyd fofi francia
    frederik félicien gail garba garry gaspard gatis gebran gedion geedi geir genaro gent geraldine ghulam gintautas
    giorgio girish gjergj gjorge gjorgji gladys godelieve gordana grete guled guntars gurdeep gurpreet guðmundur
    gyanendra gédéon gísli gösta habibu habibur hadia hadiza hadjia hae-chan haitham hajara halima hamadou hamdan
    hameed hamisi hank hanno hannu hardeep harini haris harjit harpreet harri haruo hashim hasnat hawa hege helle
    helmi henrique heraclio hessa hezron hibo hideto hina hirut hodan horacio hosea houari hristijan hsiao-ming
    hulda ibukun ida idrissa ifrah iftikhar ilir ilkka ilze imani immaculée imogene indranil inese inger ingvar
    ioanna isa isaiah ismaël issoufou ivar iván izet izkia jaakko jagmeet jagtar jakob jamyang janne jasmin jasmina
    jasna jaspreet javed jawar jean-charles jeanette jeanne jeannette jemima jepkosgei jeppe jeremiah jethro ji-
    young jigme jitendra joanne jodi jodie jolene joon-seok josiah jovana jovenel juanita junaid junko jurgita
    juvénal kader kadri kalyan kamau kamel kanta kapil karabo karamjit karma kashif kasun katarina katerina katlego
    katri kazuko kaïs kebede keisha kelsang kendra kersti keziah khady khandaker khotso kibet kimani kimi kimmo
    kiplagat kiro kirti kostas krista kristi kristin kristine kristján kudzai kuldeep kulsoom kunal kunle kyriakos
    kyung-soo kåre laith lasantha lassana latoya laurentino lauri laurynas lavonne lawal leela lejla lenín leona
    leopoldo leroy lesego levi lhakpa liisa lilian ljupčo lobsang lolwah lonnie lorene loretta lorie lotfi luan
    lucille lulzim luqman luz lydiah maarit mahamadou mahbubur mahfuz mahmudul maimuna maja malachi mamello mandeep
    mandla manolis manpreet margrét margus mariamu maris marit marja marko marquis marsha masaki masao matiur
    mattias maxine mehreen mei-ling mensah merja meron meseret meshal micah michalis mildred milena milomir milorad
    mimoza mindaugas mingma miodrag mirko mirsad mita mitko mizanur modou moeketsi mohit moisés momčilo moncef mory
    motiur mourad moza mpho mulugeta munashe murtala muttiah mwajuma mwanaidi mwangi myrtle myung-bak mélanie nabih
    namal nanami naser nasiru nasreen nasry nataša natthaphong naveed navjot nawaz nayef nazrul ndeye nebojša neelam
    neema nehemiah nemesio nermin nevena ngawang ngoc niki nikos nima nimal nirmal nisha noboru nokuthula noman noor
    nooshin nthabiseng ntombi nuwan nyambura nyasha obadiah okoth ola olivera olli olufemi olumide omondi onyango
    ouma ovidio panagiotis panče pape parkash partha parveen pasang paulina pavlos pawan paz pema pernille pervin
    petar petros phuntsok pia pirkko pius placide pooja poonam prasert prawit predrag preeti pule páll pål qaboos
    qamar rabiu radmila radovan rahel rama ramadhani ramiro ramush rasha rashmi rastko ratan ratko ratomir reena
    rehan rehema reiko reuben rimantas risto riya rizwana rokeya ronnie rosalie roxanne rubén rudi rudo ruwan ružica
    ryoko saburo safet sahra saiful sajid sakhawat sali salou samson sanath sani sanja sanusi saraswati sarjis satu
    saud saulius savita sayuri saïd saša scholastique seif seiko selam selina semere senad seppo serigne shabani
    shahid shahidul shakti shanice shanta sharmin sharmistha sheela shehu shelly sherap sheri sherpa sherry shirin
    shpresa shyamal sidiki sigríður siim silas simeon siniša sirajul sirimavo sirpa siv sivan siyabonga skender
    slavica slavko slimane sneha snežana sofie sohan sokol somsak sonam soumitra sourav spyros srđan stanko stavros
    stefán stelios stevan stevo stojan stojanče strahinja subhas subodh suha sujit suk-yeol sukanta sukhbir
    sukhumbhand sule sulejman supriya surendra surya susana sushil susumu suvendu svetozar swapan syeda sırrı tabaré
    tabitha tadashi tadesse tamim tammy tanisha tanko tanya tapan tapio tapiwa tareck tarun tashi taslima tathagata
    tatjana tawfik tebogo teboho teemu tehmina tekle temesgen temitope tenzin terje tero terri tesfaye teuta
    thanasis thanathorn thandi tharindu thelma theodora théoneste tigist tiina tijana titilayo toivo tonya toomas
    torbjørn touhid trajko trajče trent trisha trygve trésor tsehay tsering tseten tshering tsitsi tumaini tuomas
    turki tyrone tõnis tülay ujang ulla umesh upendo upendra urho uroš valdis valon vasiliki vassilis veena veikko
    veljko velma velupillai venko vern verna verónika vickie vidar viktorija ville violeta virendra vjosa vlado
    vojislav vuk vygaudas vytautas víðir wajid wanda wangchuk wangdi warsame wei-lun wijitha wilma winifred winnie
    worku wyatt xóchitl yacine yakubu yamandú yannis yanto yasir yasmeen yiannis ying-jeou yohannes yuji yvette
    zahid zahidul zane zara zawadi zayd zdravko zechariah zelda zephaniah zorana zorica zuhura zulfiqar zulkifli
    árni åke øystein þór žarko željka živko žygimantas
    abeba addison agnès aiden ailsa alasdair alastair alena alfie algernon alistair alun amanuel aneta angharad
    annabel anne-marie anneliese antje aníbal aoife arabella araminta aubrey aurore avery bartosz bartłomiej beata
    beate berhanu birhanu bogusław borys bożena božena brayden brendan brianna britta bärbel bénédicte caitlyn
    callan callum camilla caoimhe carys cassandra cassie cathal catriona cedric cerys chantal christel christelle
    ciara claudinne clementine colette conny conor cordelia corinne cormac courtney cressida crispin cuthbert dafydd
    dagmar danièle danuta danuše daphne darcy darragh deanna declan deirdre delyth desiree desmond diarmuid
    dominique dáša eamon eckhard edeltraud eden edna egon eilidh ekkehard elaina elin elisabeth elise eluned elyse
    emerson emmett emrys eoin erika estelle ethel euan eulalia ewan fabienne felicity fergal fergus ffion finbarr
    fintan fitsum freya friederike friedhelm gabby garrett genevieve georgina geraint gernot gertrude getahun gethin
    ghislaine gianna giles giselle grażyna gráinne gwen gwendolyn gwyneth gérald hailu haley hamish hannelore
    hartmut heidi heidrun heiner henrietta hermione hilda hildegard hinrich huw hyacinth iain ieuan imogen inge
    irmgard isolde ivor iwan iwona jacek jacqueline janelle jaromír jaxon jayden jean-michel jean-paul jean-yves
    jenna jillian jindřich jitka jocelyn joelle jordana josef josefina joselyn josiane joëlle juliet juraj justina
    justine justyna jörn kaitlin kaitlyn karina kassandra kateřina kayla kaylee kazimierz kerstin kira kiros kirstie
    kirsty kristina krystal květa kylie lachlan ladislav laetitia lana landon larissa laure lena leszek letay
    letebrhan lexi liesel lieselotte lila liliana liliane lorna lowri lubomír lucile lucinda lyla maciej mackenzie
    maddie madeleine madeline maeve magali maike mair margaux margot margret marianne marie-christine marie-claude
    marie-hélène marie-laure marie-louise mariela marisa marissa mariusz marjorie markéta marlies maryse mavis maya
    maëlle meaghan mechthild meghan meinolf meredith mervyn mhairi mia micheál michèle mieczysław mikayla millicent
    miloslav miloš miriam mirosława monika monique morag murdo mya myriam nadja natasha nerys niamh nichole nigella
    noelle nolan noémie nuala octavia océane odette oisín ollie ophelia orla ottilie ottmar owain padraig paige
    pascale pavla penelope percival peyton philippa pippa priscilla przemysław pádraig quentin quinn rachael radka
    rafał raphaëlle raquel ravinder redwan reese reg reggie renata renáta rhiannon rhonda riley rochelle ronan
    rosemarie rowena rufus régine rémy róisín sabrina sadie sandrine saoirse scarlett seamus selena serena
    seyoum sheena shona sibylle sienna sinéad siobhan sioned skylar solange sonya stefanie stéphanie swantje sylwia
    szymon séamus séverine sławomir tadeusz tadhg tamsin tania tanja tarquin tereza tessa thaddeus theodore thibaut
    tiffany tilman torquil traute trudy tyson udo uli ulysses urszula uschi uta valéry vivian vivienne vlastimil vít
    waldemar waltraud whitney wiebke wiesław wilf wilfried winnifred witold wolfram włodzimierz yemane yolande zach
    zachariah zack zdzisław zinash zoey éamon édith élise émilie óscar ľudovít łukasz štěpán šárka
    """
)
