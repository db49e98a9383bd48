"""Countries and cities that news is full of, under their names in many languages.

A place named alike everywhere needs no line: its sound tells it. Beginnings of folded words, so that `Iraqi` and
العراقية are Iraq too.
"""

from functools import cache, lru_cache

from watcher.stories.words import CACHED, bare, fold

__all__ = ["place_of"]

_TABLE = """
iraq: iraq irak عراق ирак
iran: iran ايران иран
syria: syria syrie syrien siria suriye سوري сири
turkey: turkey turkiye turkish turke turquia turquie turc turk تركي турци турец ترکي
lebanon: lebano liban lubnan لبنان ливан
israel: israel اسراءيل اسرائيل израил
gaza: gaza gazze غزه газ
palestine: palestin فلسطين палестин filistin
jordan: jordan ordun urdun اردن иордан
saudi: saudi suudi سعودي саудов
yemen: yemen jemen يمن йемен
qatar: qatar katar قطر катар
oman: oman umman عمان оман
muscat: muscat maskat mascat maskat مسقط маскат
egypt: egypt agypt egipto egypte misir مصر егип
kuwait: kuwait kuveyt koweit كويت кувейт
emirates: emirat امارات эмират
afghanistan: afghan afgan افغان афган
pakistan: pakistan باكستان پاکستان пакистан
india: india indien inde. hindistan هند инди
china: china chines chine. cin. صين кита چين
japan: japan japon giappon يابان япон
korea: korea corea coree kore. كوري коре
russia: russia russland rusia russie rusya russe ruso russi روسي росси русск
ukraine: ukrain ucran ukrayn اوكراني украин
usa: usa. american amerika estadounid eeuu washington امريك اميرك ولايات сша америк آمريکا واشنط вашингтон
uk: britain british grossbrit britisch brit reino londres london royaume-uni ingilter بريطاني британ
germany: german deutsch alemani aleman allemag alman الماني герман
france: france french frankreich franzos francia frances francai fransa فرنس франц
italy: ital اطالي ايطالي итал
spain: spain spanish spanien espan espagn ispany اسباني испан
poland: poland polish polen poloni pologn lehistan بولندا польш
greece: greece greek griechenl grecia grece grec. yunan يونان греци
mali: mali. مالي мали.
sudan: sudan soudan سودان судан
congo: congo kongo rdc. drc. كونغو конго
kurdistan: kurdist kurdish kurdi kurdo kurde kurdis curdo كردستان курд کردستان
algeria: algeri argel alger. cezayir جزاءر جزائر алжир
morocco: morocc maroc marruec marokk fas. مغرب марокк
tunisia: tunis تونس тунис
libya: libya libye libia libyen ليبي ливи
ethiopia: ethiop etiop athiop اثيوب эфиоп
eritrea: eritre اريتر эритре
somalia: somal صومال сомал
kenya: kenya kenia كيني кени
uganda: ugand ouganda اوغند уганд
rwanda: rwand ruand رواند руанд
tanzania: tanzan tansan تنزان танзан
mozambique: mozambi mosambik موزمبيق мозамбик
southafrica: johannesburg pretoria sudafri sudafrik جوهانسبرغ
nigeria: nigeria نيجيري нигери
niger: niger. nigerien النيجر нигер.
ghana: ghana ghanai غانا гана.
senegal: senegal سنغال сенегал
cameroon: cameroon camerun kamerun كاميرون камерун
chad: chad. tchad tschad تشاد чад.
angola: angol انغولا ангол
zambia: zambia sambia زامبي замби
zimbabwe: zimbabw simbabw زيمباب зимбабв
madagascar: madagas مدغشقر мадагас
burkina: burkina بوركينا буркин
myanmar: myanmar birman burma. burmese ميانمار мьянм
thailand: thai. thailan tailand تايلاند таиланд
vietnam: vietnam فيتنام вьетнам
cambodia: cambod kambods camboya كمبود камбодж
laos: laos. lao. لاوس лаос
malaysia: malays malaisi malasia ماليزي малайз
singapore: singap سنغاف сингап
indonesia: indones endonez اندونيس индонез jakarta bali.
philippines: philippin filipin فلبين филиппин manila
taiwan: taiwan tayvan تايوان тайван
mongolia: mongol منغول монгол
nepal: nepal نيبال непал
bangladesh: bangla bengali بنغلا бангла
srilanka: lanka سريلانك ланки
australia: austral avustral استرالي австрал
newzealand: zealand neuseel نيوزيل зеланд
canada: canad kanad كندا канад
mexico: mexic mexik meksik مكسيك мексик
guatemala: guatema غواتيم гватем
honduras: hondur هندوراس гондур
salvador: salvadora سلفادور сальвад
nicaragua: nicarag نيكاراغ никараг
panama: panam بنما панам
cuba: cuba. cuban kuba. kuban كوبا куба. кубы
haiti: haiti هايتي гаити
venezuela: venezu فنزويل венесу
colombia: colombi kolumbi kolombi كولومبي колумби
ecuador: ecuad ekuad اكوادور эквад
peru: peru. peruv peruan perou بيرو перу.
bolivia: bolivi boliv بوليفي боливи
brazil: brazil brasil bresil brezil برازيل бразил
argentina: argentin arjantin ارجنتين аргентин
chile: chile. chilen chilien تشيلي чили.
paraguay: paragu парагв باراغواي
uruguay: urugua уругв اوروغواي
ireland: ireland irish irland irlande ايرلند ирланд dublin
portugal: portug portekiz lisbon lisboa lissabon برتغال португал лиссаб
netherlands: netherl dutch niederl hollanda. هولند нидерл amsterdam
belgium: belgi belgie belcika بلجيك бельги brussels
switzerland: swiss switz schweiz suiza suisse isvicre سويسر швейцар
austria: austria osterr autrich avustury نمسا австри
czechia: czech tschech chequ tchequ cekya تشيك чех. чехи
slovakia: slovak slowak eslovaq سلوفاك словак
hungary: hungar ungarn ungaris hongri hungri macar مجر. венгр budapest
romania: romani ruman roumani romanya رومان румын
bulgaria: bulgar bulgarist بلغار болгар
serbia: serbia serbien serbie sirbist صربي серби belgrade
bosnia: bosni bosna بوسن босни
croatia: croat kroat croac hirvat كروات хорват
kosovo: kosov كوسوف косов
albania: albani arnavut الباني албан
cyprus: cyprus cypri zypern chipre chypre kibris قبرص кипр
denmark: denmark danish danemark dinamar danimark دنمارك дани. copenhagen
sweden: sweden swedish schwed suecia suede isvec سويد швец stockholm
norway: norway norweg norveg norueg نرويج норвег oslo
finland: finland finnish finlan finnis suome فنلند финлянд helsinki
estonia: estoni estland استوني эстон
latvia: latvi lettland letoni لاتفي латв
lithuania: lithuan litau lituan litvan ليتوان литв
belarus: belarus weissruss bielorrus bielorus بيلاروس беларус
moldova: moldov moldau مولدوف молдав
georgia: georgia. georgian georgien gurcist جورجي грузи tbilisi
armenia: armeni ermeni ارمين армен yerevan
azerbaijan: azerba aserba اذربيج азербайдж
kazakhstan: kazakh kasach kazaj كازاخ казах
uzbekistan: uzbek usbek ozbek اوزبك узбек
kyrgyzstan: kyrgyz kirgis kirguis قرغيز киргиз
tajikistan: tajik tadschik taykist طاجيك таджик
turkmenistan: turkmenis تركمانست туркмен
bahrain: bahrain bahrein بحرين бахрейн
baghdad: baghdad bagdad بغداد багдад
erbil: erbil arbil hewler اربيل эрбил هولير
kirkuk: kirkuk kerkuk كركوك киркук
mosul: mosul musul mossul موصل мосул
basra: basra basora bassora بصره басра
anbar: anbar انبار анбар
sulaimani: sulaimani sulaymani slemani suleyman سليماني сулейман
sinjar: sinjar sincar shingal سنجار синджар
diyala: diyala دياله ديالي дияла
tehran: tehran teheran تهران طهران тегеран
damascus: damasc damask damas. sam. دمشق дамаск
aleppo: aleppo alep halep حلب алеппо
beirut: beirut beyrut beyrouth بيروت бейрут
jerusalem: jerusalem kudus قدس иерусал
cairo: cairo kairo caire kahire قاهره каир
kyiv: kyiv kiev kiew كييف киев киев
kharkiv: kharkiv charkiw jarkov kharkov harkiv خاركيف харьков харьк
moscow: moscow moskau moscu moscou moskova موسكو москв
paris: paris. باريس париж
rome: rome. rom. roma. روما рим.
athens: athens athen atenas athenes atina اثينا афин
geneva: geneva genf ginebra geneve cenevre جنيف женев
vienna: vienna wien viena vienne viyana فيينا вен
beijing: beijing peking pekin بكين пекин
tokyo: tokyo tokio طوكيو токио
""".strip()


@cache
def _beginnings() -> tuple[dict[str, str], dict[str, str]]:
    whole: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    for line in _TABLE.splitlines():
        place, forms = line.split(": ")
        for form in forms.split():
            (whole if form.endswith(".") else beginnings).setdefault(fold(form.rstrip(".")), place)
    return whole, beginnings


@lru_cache(maxsize=CACHED)
def place_of(word: str) -> str | None:
    """The place that a folded word names, or None."""
    whole, beginnings = _beginnings()
    for form in dict.fromkeys((word, bare(word))):
        if form in whole:
            return whole[form]
        for length in range(min(len(form), 10), 2, -1):
            if form[:length] in beginnings:
                return beginnings[form[:length]]
    return None
