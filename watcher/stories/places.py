"""Countries and cities that news is full of, under their names in many languages.

A place is written `country` or `country/city`, so that a city lies within its country, and two cities of one country
are two places. Countries, and cities that are in the news every day, stand here, by the beginnings of their folded
words: `Iraqi` and العراقية are Iraq too; so do bodies and armies of a country that news names in its stead. The world's
other cities stand in `cities.txt`, which `docs/gazetteer.py` writes.
"""

from functools import cache, lru_cache
from importlib.resources import files

from watcher.stories.words import CACHED, HEBREW_PREFIXES, bare, fold

__all__ = ["beginnings_of_two", "city_of", "country_of", "place_of", "same_place"]

_TABLE = """
iraq: iraq irak عراق ирак עיראק
iran: iran ايران иран איראן
syria: syria syrie syrien siria suriye سوري сири סוריה
turkey: turkey turkiye turkish turke turquia turquie turc turk تركي турци турец ترکي טורקי
lebanon: lebano liban lubnan لبنان ливан לבנון
israel: israel اسراءيل اسرائيل израил idf. knesset tsahal tsahal ישראל צהל
gaza: gaza gazze غزه газ gazas gazan עזה.
palestine: palestin فلسطين палестин filistin פלסטינ
jordan: jordan ordun urdun اردن иордан ירדן
saudi: saudi suudi سعودي саудов סעודי riyadh riad.
yemen: yemen jemen يمن йемен houthi houti husi. huthi حوثي хусит תימן
qatar: qatar katar قطر катар קטר. קטאר doha
oman: oman umman عمان оман
oman/muscat: muscat maskat mascat maskat مسقط маскат
egypt: egypt agypt egipto egypte misir مصر егип מצרי
kuwait: kuwait kuveyt koweit كويت кувейт
emirates: emirat امارات эмират
afghanistan: afghan afgan افغان афган
pakistan: pakistan باكستان پاکستان пакистан
india: india indien inde. hindistan هند инди הודו
china: china chines chine. cin. صين кита چين סין. китай
japan: japan japon giappon يابان япон יפנ יפן
korea: korea corea coree kore. كوري коре
russia: russia russland rusia russie rusya russe ruso russi روسي росси русск kremlin kreml кремл كرملين רוסי
ukraine: ukrain ucran ukrayn اوكراني украин україн אוקראינ
usa: usa. american amerika estadounid eeuu washington امريك اميرك ولايات сша америк آمريکا واشنط вашингтон ארהב אמריק וושינגטון pentagon
uk: britain british grossbrit britisch brit reino londres london royaume-uni ingilter بريطاني британ британ tories. tory. westminster scotla scottish wales welsh בריטני
germany: german deutsch alemani aleman allemag alman الماني герман bundestag גרמני німеч
france: france french frankreich franzos francia frances francai fransa فرنس франц צרפת
italy: ital اطالي ايطالي итал
spain: spain spanish spanien espan espagn ispany اسباني испан
poland: poland polish polen poloni pologn lehistan بولندا польш польськ
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
southafrica: johannesburg pretoria sudafri sudafrik جوهانسبرغ sudafrika
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
thailand: thai. thailan tailand تايلاند таиланд תאילנד
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
ireland: ireland irish irland irlande ايرلند ирланд dublin dublin
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
papua: papua papou بابوا папуа
newcaledonia: caledoni kaledon كاليدوني каледон noumea kanak
fiji: fiji fidschi فيجي фиджи
vanuatu: vanuatu فانواتو вануату
maldives: maldiv malediv مالديف мальдив
jamaica: jamaic jamaik جامايكا ямайк
dominican: dominic dominik دومينيك доминик
costarica: costarric costaric كوستاريكا
ivorycoast: ivoir abidjan ivorian marfil elfenbein عاج
guinea: guinea. guinean guine guinee غينيا гвине
togo: togo. togol توغو того.
benin: benin. benino بنين бенин
gabon: gabon gabun غابون габон
namibia: namib ناميبيا намиби
botswana: botsw بوتسوانا ботсван
malawi: malaw مالاوي малави
burundi: burund بوروندي бурунди
djibouti: djibout yibuti dschibuti جيبوتي джибути
mauritania: mauritan موريتاني мавритан
sierraleone: leone. سيراليون сьерра
liberia: liberia ليبيريا либери
gambia: gambi غامبيا гамби
iceland: iceland islandi islande izlanda ايسلند исланд
malta: malta. maltese malte. مالطا мальт
montenegro: montenegr قراداغ черногор
slovenia: sloven slowen سلوفيني словен
macedonia: macedon mazedon مقدوني македон
greenland: greenland gronland groenland غرينلاند гренланд
vatican: vatican vatikan vaticano فاتيكان ватикан
centralafrica: centrafri zentralafri
bhutan: bhutan بوتان бутан
timor: timor تيمور тимор
iraq/baghdad: baghdad bagdad بغداد багдад
iraq/erbil: erbil arbil hewler اربيل эрбил هولير
iraq/kirkuk: kirkuk kerkuk كركوك киркук
iraq/mosul: mosul musul mossul موصل мосул
iraq/basra: basra basora bassora بصره басра
iraq/anbar: anbar انبار анбар
iraq/sulaimani: sulaimani sulaymani slemani suleyman سليماني сулейман
iraq/sinjar: sinjar sincar shingal سنجار синджар
iraq/diyala: diyala دياله ديالي дияла
iran/tehran: tehran teheran تهران طهران тегеран
syria/damascus: damasc damask damas. sam. دمشق дамаск
syria/aleppo: aleppo alep halep حلب алеппо
lebanon/beirut: beirut beyrut beyrouth بيروت бейрут
israel/jerusalem: jerusalem kudus قدس иерусал
egypt/cairo: cairo kairo caire kahire قاهره каир
ukraine/kyiv: kyiv kiev kiew كييف киев киев
ukraine/kharkiv: kharkiv charkiw jarkov kharkov harkiv خاركيف харьков харьк
russia/moscow: moscow moskau moscu moscou moskova موسكو москв
france/paris: paris. باريس париж
italy/rome: rome. rom. roma. روما рим.
greece/athens: athens athen atenas athenes atina اثينا афин
switzerland/geneva: geneva genf ginebra geneve cenevre جنيف женев
austria/vienna: vienna wien viena vienne viyana فيينا вен
china/beijing: beijing peking pekin بكين пекин
japan/tokyo: tokyo tokio طوكيو токио
""".strip()  # noqa: E501

_CYRILLIC_ENDINGS = "аеиійоуыьюяєї"


@cache
def _beginnings() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """Whole words, beginnings, and the first three letters of every beginning: most words begin with none of them."""
    whole: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    for line in _TABLE.splitlines():
        place, forms = line.split(": ")
        for form in forms.split():
            (whole if form.endswith(".") else beginnings).setdefault(fold(form.rstrip(".")), place)
    return whole, beginnings, frozenset(beginning[:3] for beginning in beginnings)


@cache
def _cities() -> dict[str, str]:
    """Name → city; Cyrillic names without the vowel at their end, which is inflected."""
    found = {}
    text = files("watcher.stories").joinpath("cities.txt").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        place, _, forms = line.partition(": ")
        for form in forms.split(","):
            found[form.rstrip(_CYRILLIC_ENDINGS)] = place
    return found


@cache
def beginnings_of_two() -> frozenset[str]:
    """The folded words that are the first of a city's two."""
    return frozenset(name.partition(" ")[0] for name in _cities() if " " in name)


def country_of(word: str) -> str | None:
    """The country, or the city of the short list, that a folded word names, or None."""
    whole, beginnings, starts = _beginnings()
    for form in (word,) if word.isascii() else dict.fromkeys((word, bare(word))):
        if form in whole:
            return whole[form]
        if form[:3] in starts:
            for length in range(min(len(form), 10), 2, -1):
                if form[:length] in beginnings:
                    return beginnings[form[:length]]
    return None


def city_of(name: str) -> str | None:
    """The city that folded words name, one or two with a space between, or None."""
    cities = _cities()
    found = cities.get(name)
    if found is None and "\u0400" <= name[0] <= "\u04ff":
        for length in range(len(name) - 1, max(4, len(name) - 4), -1):  # Херсона, Херсоном
            found = cities.get(name[:length].rstrip(_CYRILLIC_ENDINGS))
            if found is not None:
                break
    return found


@lru_cache(maxsize=CACHED)
def place_of(word: str) -> str | None:
    """The place that a folded word names, or None."""
    found = country_of(word) or city_of(word)
    if found is None and not word.isascii():
        found = city_of(bare(word))
    if found is None and len(word) > 3 and word[0] in HEBREW_PREFIXES:
        return country_of(word[1:]) or city_of(word[1:])
    return found


def same_place(one: str, other: str) -> bool:
    """Whether two places may be one: the same, or one a city of the other."""
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")
