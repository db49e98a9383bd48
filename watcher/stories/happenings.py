"""Kinds of happening, named in many languages: `killed`, `Tote`, `muertos` and قتلى are one thing.

Each line is a kind, then for each language the beginnings of its words (folded); a word that ends in `.` stands for
itself alone. Only kinds that tell events apart are listed.
"""

from functools import cached_property
from typing import NamedTuple

from watcher.stories.words import HEBREW_PREFIXES, bare, fold

__all__ = ["COMMON_KINDS", "Lexicon", "happening"]

COMMON_KINDS = frozenset({"kill", "injure", "attack", "talks", "deal"})
"""Those that half of all news tells of."""

_TABLE = """
kill | en kill slain dead. death deaths die. dies. died. fatal toll. dead obituary perish victim | de tot. tote. toten. todes getotet gestorben umgekommen leben. totet tod. todlich | es muert muri mata. mato. mataron asesin fallec | fr mort. morts. morte. tue. tues. tuent deces peri. | it mort uccis vittim | pt mort. mortos matou morre | tr oldu. olu. oldugunu oldur olen hayatini yasamini | ar قتل مقتل قتيل قتلي مصرع استشه شهيد ضحايا وفاه وفيات | fa کشته مرگ | ru погиб убит убил смерт жертв | nl dood dode doden gedood | uk загиб загину вбит убит смерт жертв помер | he נהרג הרוג נרצח מת. מתה. מתו
injure | en injur wound hurt. | de verletz verwund | es herid lesion | fr bless | it ferit | pt ferid | tr yarala yarali | ar اصاب اصيب جرح جريح مصاب | fa مجروح زخمي | ru ранен постра | nl gewond | uk поранен поране травмован | he נפצע פצוע
attack | en attack assault ambush raid. raids. storm. offensive strike. strikes. struck airstrike barrage bombard shell. shelling shelled hits. assassinat | de angriff angreif uberfall attack beschuss | es ataq ataca ofensiv bombarde | fr attaq attent offensi frappe. frappes. bombarde | it attacc raid. | pt ataqu ataca | tr saldir vurdu. baskin | ar هجوم هاجم هجمات اعتداء استهد قصف غاره غارات ضربه ضربات | fa حمله | ru атак удар. удара. удару. ударом. нападен обстрел | nl aanval | uk атак удар обстріл нападен | he תקיפ מתקפ תקפ פיגוע הותקפ
bomb | en bomb. bombing bombings blast explos explod detonat bombs. bombed | de explosi bombe. bomben sprengs anschlag gleitbomb bombardier | es explos bomba estall | fr explos bombe | it esplos bomb | pt explos bomb | tr patla bomba | ar انفج تفجير مفخخ عبوه قنبله | fa انفجار بمب | ru взрыв бомб | nl explosie bom. | uk вибух бомб авіабомб | he פיצוץ פצצ מטען
drone | en drone drones uav unmanned | de drohne | es dron. drones. | fr drone | it dron | pt drone | tr iha. iha'lar dron siha. | ar مسير درون | fa پهپاد | ru беспилот дрон | nl drone | uk дрон безпілот бпла | he רחפן כטבמ מלט.
missile | en missile rocket rockets | de rakete | es misil cohet | fr missile roquett | it missil razzi | pt missil foguet | tr fuze roket | ar صاروخ صواريخ | fa موشک | ru ракет | nl raket | uk ракет | he טיל. טילים רקט
clash | en clash firefight gunfire. gunbattle skirmish fighting. | de gefecht zusammenst kampf. | es enfrentam combat choques. | fr affront combat heurts | it scontr | tr catism | ar اشتبا معارك | fa درگيري | ru столкнов бои. | nl gevecht | uk бої. боїв зіткнен | he חילופי קרבות
shoot | en shooting gunman gunmen shot. | de schusse schiess erschoss | es tirot dispar | fr fusill tirs. | it sparat | tr silahli ates. | ar اطلاق رصاص مسلح | fa تيرانداز | ru стрел | nl schiet | uk стріл | he ירי. יריות נורה
quake | en earthquake quake temblor tremor seismic magnitude | de erdbeben beben. | es terremoto sismo seismo magnitud | fr seisme tremblement | it terremot sism magnitudo | pt terremoto sismo | tr deprem buyukl | ar زلزال هزه | fa زلزله زمينلرزه | ru землетряс | nl aardbeving | uk землетрус | he רעידת
fire | en wildfire fire. fires. blaze firefight flame inferno burning | de brand. brande feuer waldbr flamm | es incend bomber | fr incend pompier feu. feux. | it incendi | pt incendi | tr yangin | ar حريق حرائق | fa آتش | ru пожар | nl brand. bosbrand | uk пожеж | he שריפ דליק
flood | en flood deluge inundat flooded flooding | de flut hochwass uberschw | es inundac riada | fr inondat crue. | it alluvion inondaz | tr sel. seller | ar فيضان سيول | fa سيل | ru наводнен | nl overstrom | uk повін паводк | he שיטפון הצפ
storm | en hurricane typhoon cyclone tornado monsoon | de hurrikan taifun sturm | es huracan tifon ciclon | fr ouragan typhon cyclone tempete | tr kasirga tayfun firtina | ar اعصار عاصفه | ru ураган тайфун шторм | uk ураган тайфун шторм | he סופה. סערה. הוריקן
slide | en landslide mudslide avalanche collaps cave caved avalanch buried mudflow rubble | de erdrutsch lawine einsturz eingest verschutt | es derrumb deslizam alud colaps | fr effondr glissement eboul | it frana crollo | tr heyelan cig. coktu gocuk | ar انهيار | ru оползен обруш лавин | uk зсув обвал лавин
crash | en crash collision collid derail plung sank. sink. sinks. sunk. crashed shipwreck capsiz | de ungluck unfall kollisi entgleis zusammenst | es accident choque. choc colision descarril hundi caer | fr accident collision deraill crash naufrag | it incident scontr deragl | pt acident | tr kaza. kazasi carpis devril | ar حادث تصادم اصطدم غرق تحطم | fa تصادف سقوط | ru авари столкнов крушен | nl ongeluk botsing | uk аварі зіткнен катастроф | he תאונ התרסק
train | en train. trains. rail. railway locomotiv tram. metro. | de zug. zugungl zuge. bahn. hochgeschwindigkeitszug | es tren. trenes ferrov | fr train. ferrov | it treno | tr tren. | ar قطار | ru поезд | nl trein | uk поїзд потяг залізн | he רכבת
bus | en bus. buses. coach. | de bus. | es autobus bus. omnibus | fr autobus bus. car. | tr otobus | ar حافله | ru автобус | uk автобус | he אוטובוס
plane | en plane. aircraft. airliner helicopter jet. flight. flights turbulence | de flugzeug hubschr maschine. | es avion helicop | fr avion helicop | it aereo elicott | tr ucak helikopt | ar طاءره طائره مروحيه | ru самолет вертолет | uk літак гелікопт вертол | he מטוס מסוק
ship | en ship. ships. vessel ferry boat. tanker | de schiff fahre boot. tanker | es barco buque ferri ferry petroler | fr navire bateau petroli | tr gemi feribot tanker | ar سفينه عباره ناقله | ru судно корабл паром танкер | uk судно корабл танкер | he ספינ אוני מכלית
arrest | en arrest detain custod captur | de festgen verhaft | es deten arrest captur | fr interpell arret arrete | it arrest | pt preso. deten | tr gozalt tutukla yakala | ar اعتقل اعتقال توقيف القبض | fa بازداشت دستگير | ru арест задерж | nl arrest gearrest | uk арешт затрим | he נעצר מעצר עצור
court | en court. trial. judge sentenc convict verdict prosecut tribunal icc. icj. | de gericht prozess urteil verurteil staatsanw | es tribunal juicio juez sentenc conden fiscal | fr tribunal proces juge condamn parquet | it tribunal process giudic condann | tr mahkeme dava. hapis savci | ar محكمه محاكمه قضاء حكم. | fa دادگاه | ru суд. суда. приговор прокур | nl rechtba | uk суд. суду вирок прокур | he משפט שופט הדין. תובע
election | en election vote. votes. voters ballot poll. polls. landslide. seats electi ballots | de wahl. wahlen wahler unterhauswahl parlamentsw stimm | es eleccion electoral comici voto. votos | fr election electoral scrutin vote. | it elezion voto. | pt eleic | tr secim oy. oylar sandik | ar انتخاب اقتراع | fa انتخابات | ru выбор голосов | nl verkiezing | uk вибор голосув | he בחירות
protest | en protest demonstrat rally. rallies. riot riots. unrest | de protest demonstr unruhen | es protest manifest | fr protest manifest | it protest manifest | tr protest gosteri | ar احتجاج تظاهر متظاهر محتجين | fa اعتراض | ru протест митинг | nl protest | uk протест мітинг | he הפגנ מחאה
talks | en talks. talk. negotiat discuss meeting. meets. met. meet. summit round. | de gesprach verhandl treffen. trifft. gipfel | es negocia conversacion dialog reun cumbre | fr negociat pourparl discuss rencontr sommet | it colloqu negozia incontr vertice riceve | tr gorus muzakere zirve | ar محادثات مفاوضات مباحثات لقاء التقي بحث. قمه جوله | fa مذاکر ديدار | ru переговор встреч саммит | nl gesprek overleg | uk переговор зустріч саміт | he שיחות. פגישה פסגה
truce | en ceasefire truce | de waffenruh waffenstill | es tregua alto. | fr cessez treve | it tregua | tr ateskes | ar هدنه وقف. | fa آتش‌بس | ru перемир | nl bestand. | uk перемир | he הפסקת הפוגה
hostage | en hostage captiv | de geisel | es rehen | fr otage | it ostagg | tr rehine | ar رهينه رهائن اسري محتجز | fa گروگان | ru заложн | uk заручник полонен | he חטוף חטופ
free | en free. frees. freed releas | de freilass freigel | es libera | fr liber | it libera rilasc | tr serbest | ar افراج اطلاق. | ru освобод
withdraw | en withdr pull-out pullout pull. depart exit | de abzug abzieh abgezog | es retir | fr retrait retir | it ritir | tr cekil | ar انسحاب انسحب مغادره غادر | fa خروج | ru вывод | uk вивед
handover | en handov hand. hands. handed handing takeov took. take. takes. taking transfer control. | de ubergab ubergeb uberni ubernahm kontroll | es entreg traspas control. | fr remis remet transf controle. | it consegn | tr devral devret teslim | ar تسلم يتسلم استلم تسليم سلم. يسلم | fa تحويل | ru переда контрол
base | en base. bases. airbase airbas camp. | de stutzpunkt luftwaffenst basis. | es base. bases. | fr base. | it base. | tr us. ussu ussun | ar قاعده معسكر قواعد | fa پایگاه | ru база базы базу авиабаз | uk база. бази. авіабаз | he בסיס
oil | en oil. oilfield crude. pipeline petrol | de ol. erdol rohol pipeline | es petrol crudo. oleoduct | fr petrol brut. oleoduc | it petrol oleodott | tr petrol | ar نفط نفطي انبوب | fa نفت | ru нефт | uk нафт нпз | he נפט
gas | en gas. lng. | de gas. erdgas gasfeld | es gas. gasist | fr gaz. gazier | it gas. | tr gaz. dogalgaz | ar غاز غازي | ru газ. газа. газов | uk газ. газу. газов | he הגז. גז.
power | en electric blackout outage megawatt power. | de strom. stromausf | es electric apagon | pt eletric apag | fr electric | tr elektrik | ar كهرب | ru электро | uk електро енергет | he חשמל
water | en water. drinking. salin salty drought | de wasser. trinkwass durre | es agua. sequia | fr eau. secheress | tr su. kurak | ar مياه ملوحه جفاف | ru вод. воды. засух | uk вода. води.
sanction | en sanction blacklist | de sanktion | es sancion | fr sanction | it sanzion | tr yaptirim | ar عقوبات | fa تحريم | ru санкци | nl sanctie | uk санкці | he סנקצ
nuclear | en nuclear uranium enrich | de atom nuklear uran. | es nuclear uranio | fr nuclea uranium | it nuclear | tr nukleer | ar نووي | fa هسته‌اي هسته | ru ядерн | uk ядерн | he גרעין
appoint | en appoint names. named. nominat picked. pick. | de ernenn ernannt | es nombr design | fr nomme nomin | it nomin | tr atad atand | ar عين. يعين تعيين | fa منصوب | ru назнач | nl benoem | uk признач | he מינוי מונה
resign | en resign quit. quits. stepp steps. ousted resignat | de rucktritt tritt. zuruck. | es dimi renunci | fr demission demissionne | it dimiss dimett | tr istifa | ar استقال | fa استعفا | ru отставк | uk відстав | he התפטר
rate | en rate. rates. interest. borrowing | de leitzins zins zinsen einlagens | es tipos interes tasa. | fr taux | it tassi tasso | tr faiz | ar فائده | ru ставк | uk ставк
cut | en cut. cuts. cutting slash trim reduc shed. | de senk streich abbau streicht abbauen | es recort suprim rebaj | fr baiss redui supprim | it tagli | tr indir kes. | ar خفض تخفيض | ru сниж сокращ
award | en award wins. win. won. prize honour honor awarded medal | de preis. gewinn nobelpreis literaturnobelpreis friedensnobelpreis auszeichn | es premio gana. gano. | fr prix. rempor | it premio vinc | tr odul kazan verildi | ar جائزه فاز | ru преми | uk премі
outbreak | en outbreak epidemic virus cholera ebola measles | de ausbruch epidemi | es brote. epidemi | fr epidemi flambee | tr salgin | ar وباء تفشي كوليرا | ru вспышк эпидеми
heist | en heist robber theft steal stole. burgl | de raub. raubub einbruch diebst | es robo. atraco | fr vol. cambriol braquag | it furto rapina | tr soygun hirsiz | ar سرقه سطو | ru ограбл краж
shutdown | en shutdown furlough | de shutdown haushaltss | es cierre. | fr paralysie | tr kapan | ar اغلاق
disarm | en disarm weapon | de entwaffn waffen | es desarm armas | fr desarm armes | tr silah silahlar yakma yakti | ar سلاح نزع | ru оруж разоруж
refuge | en refugee migrant displaced asylum | de fluchtling migrant asyl | es refugiad migrant desplazad | fr refugi migrant deplac | it rifugiat migrant | tr multeci gocmen siginmac | ar لاجئ نازح مهاجر | ru беженц мигрант
evacuate | en evacuat flee. fled. flees. | de evakuier geraumt fliehen | es evacua | fr evacu | it evacua | tr tahliye | ar اخلاء اجلاء نزوح | ru эвакуа
jobs | en jobs. job. layoff employees workers. workforce | de stellen. arbeitspl | es empleo despid plazas | fr emploi licenci | it posti. licenzi | tr isten istihdam | ar وظائف تسريح | ru рабоч увольн
earnings | en profit revenue earnings quarterly guidance outlook dividend | de gewinn. umsatz quartal | es beneficio ingresos. trimestr | fr benefice trimestr recettes | it utile. utili. trimestr ricavi | tr kar. kari. ciro. ceyrek | ar ارباح ايرادات | ru прибыл выручк квартал | nl winst. omzet kwartaal
merger | en merger merge. acquire acquisi buyout stake. buys. | de fusion fusionier beteilig | es fusion adquisi adquier comprar. | fr fusion rachat rachete acquisi acquer | it fusione acquisiz acquist | tr birlesme satin. | ar استحواذ اندماج | ru слияни поглощ
insolvency | en bankrupt insolven | de insolven pleite | es quiebra | fr faillite liquidation | it falliment | tr iflas konkordato | ar افلاس | ru банкрот | nl faillis
lawsuit | en lawsuit sue. sues. sued. suing. | de klage. klagt. verklag | es demanda. demandan querell | fr plainte. poursui | it querela causa. | ar دعوي | ru иск. иска. иском
walkout | en walkout walk. walked. stoppage union. unions. strikers | de streik streiks warnstr gewerks | es huelga sindicat | fr greve. greves. grevist syndica | it scioper sindacat | pt greve. greves. sindicat | tr grev. greve. sendika | ar اضراب نقاب | ru забасто профсою | nl staking vakbond
space | en spacecraft orbit astronaut satellite lunar. moon. comet | de raumfah weltraum satellit astronaut mond. komet | es espacial satelite astronaut luna. cometa | fr spatial satellit astronaut lune. comete | it spazial satellit astronaut luna. cometa | tr uzay. uydu | ar فضاء فضائي | ru космич космос космон спутник орбит
match | en match. beat. beats. goal. goals. scored. scores. semifinal midfielder | de spiel. tor. tore. siegt. besiegt | es gol. goles. partido. vence. golead | fr but. buts. bat. | it gol. partita. batte. | tr gol. mac. maci. macta | ar هدف. اهداف مباراه | ru гол. матч. матче. обыгра
stab | en stab. stabb knife knifeman | de messer erstoch | es apunal cuchill | fr couteau poignar | it accolte coltell | tr bicak | ar طعن سكين | ru ножев зареза
abduct | en abduct kidnap | de entfuhr | es secuest | fr enlevem kidnap | it sequest rapit. rapito | tr kaciril | ar خطف اختطاف | ru похит
hack | en hack. hacked hacker cyber. cyberat cybersec cybercr ransomw | de hacker cyber. cyberan cybersi | es cibera hacker | fr cyber. cyberat pirate | it hacker cyber | tr siber. hacker | ar سيبران قرصن | ru хакер кибер | uk хакер кібер
tariff | en tariff. tariffs duties. levies. | de zoll. zolle. zollen. strafzol | es arancel | fr douane | it dazi. | tr gumruk | ar جمرك | ru пошлин
inflation | en inflat | de inflat teuerung | es inflac | fr inflat | it inflaz | tr enflas | ar تضخم | ru инфляц
ban | en ban. bans. banned. | de verbot verbiet | es prohib | fr interdi | it divieto vieta. | tr yasak | ar حظر | ru запрет запрещ | uk заборон
heat | en heatwav heat. hottest | de hitze | es calor. | fr canicul chaleur | it caldo. | tr sicak | ar حراره | ru жара. жары.
coup | en coup. mutin junta. | de putsch | es golpe. golpist | fr putsch | it golpe. | tr darbe | ar انقلاب | ru перевор
deal | en deal. deals. accord. agreement pact. treaty sign. signs. signed. | de abkomme vertrag vereinb | es acuerdo pacto. tratado firma. firman. | fr accord. accords. pacte. signent. | it accordo | tr anlasma imzala | ar اتفاق معاهده | ru соглаше подписа договор | uk угод підпис
""".strip()  # noqa: E501


class _Words(NamedTuple):
    """The words of one language."""

    whole: dict[str, str]
    """Word → meaning."""
    beginnings: dict[str, str]
    """Beginning of a word → meaning."""
    starts: set[str]
    """The first three letters of every beginning: most words begin with none of them."""


KIN = {
    "pt": "es", "gl": "es", "ca": "es", "nl": "de", "uk": "ru", "be": "ru", "bg": "ru", "mk": "ru", "sr": "ru",
    "fa": "ar", "ur": "ar", "ckb": "ar",
}  # fmt: skip
"""Languages that share many of another one's words, or have borrowed them: theirs are looked up there as well."""


class Lexicon:
    """Meanings by the words of many languages, read from a table when the first is asked for."""

    def __init__(self, table: str) -> None:
        """`table` has a line for each meaning, as this module's has."""
        self._table = table

    @cached_property
    def _words(self) -> dict[str, _Words]:
        """Language → its words."""
        tables: dict[str, _Words] = {}
        for line in self._table.splitlines():
            meaning, *languages = (part.strip() for part in line.split("|"))
            for part in languages:
                language, *forms = part.split()
                words = tables.setdefault(language, _Words({}, {}, set()))
                for form in forms:
                    folded = fold(form.rstrip("."))
                    (words.whole if form.endswith(".") else words.beginnings).setdefault(folded, meaning)
        for words in tables.values():
            words.starts.update(beginning[:3] for beginning in words.beginnings)
        return tables

    def find(self, word: str, language: str) -> str | None:
        """The meaning of a folded word in its language, or None."""
        found = self._find(word, language)
        kin = KIN.get(language)
        return found if found is not None or kin is None else self._find(word, kin)

    def _find(self, word: str, language: str) -> str | None:
        table = self._words.get(language)
        if table is None:
            return None
        whole, beginnings, starts = table
        for form in (word,) if word.isascii() else dict.fromkeys((word, bare(word))):
            if form in whole:
                return whole[form]
            if form[:3] in starts:
                for length in range(min(len(form), 12), 2, -1):
                    if form[:length] in beginnings:
                        return beginnings[form[:length]]
        if language == "he" and len(word) > 3 and word[0] in HEBREW_PREFIXES:
            return self._find(word[1:], language)
        return None


_LEXICON = Lexicon(_TABLE)


def happening(word: str, language: str) -> str | None:
    """The kind of happening that a folded word names in its language, or None."""
    return _LEXICON.find(word, language)
