"""Countries and cities that news is full of, under their names in many languages.

A place named alike everywhere needs no line: its sound tells it. Beginnings of folded words, so that `Iraqi` and
العراقية are Iraq too.
"""

from functools import cache

from watcher.stories.words import bare, fold

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
