"""Well-known names of one thing that no comparison of letters or sounds can find."""

from functools import lru_cache
from typing import Final

from watcher.matching.names.exonyms import EXONYMS
from watcher.matching.names.skeleton import skeletons
from watcher.matching.names.word import analyse
from watcher.text.fold import fold_word, tokenize

__all__ = ["expand_aliases"]

# One set a line, its names parted by `|`; a line that starts with `|` continues the one before. A set belongs here if
# news of the world uses its names for one thing and no spelling rule leads from one to another: translations, acronyms,
# noms de guerre, renamed cities, exonyms. Spellings of a name need no entry. Acronyms that news uses for several things
# stay out.
_SETS: Final = """
PDKI | KDPI | Democratic Party of Iranian Kurdistan | Kurdistan Democratic Party of Iran | حزب دمکرات کردستان ایران
PJAK | Kurdistan Free Life Party | Free Life Party of Kurdistan
PKK | Kurdistan Workers' Party | Partiya Karkerên Kurdistanê | حزب العمال الكردستاني | РПК
KDP | Kurdistan Democratic Party | PDK | الحزب الديمقراطي الكردستاني
PUK | Patriotic Union of Kurdistan | YNK | الاتحاد الوطني الكردستاني
KRG | Kurdistan Regional Government | حكومة إقليم كردستان
Komala | Society of Revolutionary Toilers of Iranian Kurdistan
YPG | People's Protection Units | People's Defense Units | Yekîneyên Parastina Gel | وحدات حماية الشعب
SDF | Syrian Democratic Forces | قوات سوريا الديمقراطية | قسد | QSD
Autonomous Administration of North and East Syria | AANES | Rojava
ISIS | ISIL | Islamic State | Islamic State of Iraq and Syria | Islamic State of Iraq and the Levant | Daesh
  | داعش | ИГИЛ | IŞİD | تنظيم الدولة الإسلامية | המדינה האסלאמית | דאעש | Islamic State group | État islamique
  | Islamischer Staat
ISIS-K | ISKP | Islamic State Khorasan | Islamic State Khorasan Province | Islamic State in Khorasan
ISWAP | Islamic State West Africa Province
Anadolu Agency | Anadolu Ajansı | وكالة الأناضول | خبرگزاری آناتولی | Анадолу
Druze | Drusen | Druzes | Dürziler | الدروز | دروز | Друзы | דרוזים | הדרוזים
Yazidis | Yezidis | Ezidis | Jesiden | Yézidis | Êzidî | Ezidiler | الإيزيديون | الإيزيديين | الأيزيديين | Езиды
Alawites | Alawiten | Alaouites | العلويون | العلويين | Алавиты | עלאווים
Boko Haram | JAS | Jama'atu Ahlis Sunna Lidda'awati wal-Jihad
Hayat Tahrir al-Sham | HTS | Tahrir al-Sham | هيئة تحرير الشام
Jabhat al-Nusra | Nusra Front | al-Nusra Front | جبهة النصرة
Abu Mohammad al-Julani | Abu Mohammed al-Golani | Ahmed al-Sharaa | أحمد الشرع | أبو محمد الجولاني
al-Qaeda in the Islamic Maghreb | AQIM
al-Qaeda in the Arabian Peninsula | AQAP
JNIM | Jama'at Nusrat al-Islam wal-Muslimin | Jama'at Nusrat al-Islam | Group to Support Islam and Muslims
Hamas | Islamic Resistance Movement | Harakat al-Muqawama al-Islamiya | حركة المقاومة الإسلامية
Izz ad-Din al-Qassam Brigades | al-Qassam Brigades | Qassam Brigades | كتائب القسام
Palestinian Islamic Jihad | PIJ | Saraya al-Quds | Al-Quds Brigades | سرايا القدس
Palestine Liberation Organization | PLO | منظمة التحرير الفلسطينية
PFLP | Popular Front for the Liberation of Palestine | الجبهة الشعبية لتحرير فلسطين
UNRWA | United Nations Relief and Works Agency | الأونروا
Houthis | Ansar Allah | Ansarullah | أنصار الله | الحوثيون | الحوثيين | хуситы
Hezbollah | Party of God | حزب الله
Kataib Hezbollah | Hezbollah Brigades | Brigades of the Party of God | كتائب حزب الله
Popular Mobilization Forces | Popular Mobilisation Forces | PMF | Popular Mobilization Units | PMU
  | Hashd al-Shaabi | Hashd | al-Hashd al-Sha'bi | الحشد الشعبي | حشد الشعبی | Силы народной мобилизации | Haşdi Şabi
Asaib Ahl al-Haq | League of the Righteous | AAH | عصائب أهل الحق
Harakat Hezbollah al-Nujaba | Nujaba Movement | حركة النجباء
Kataib Sayyid al-Shuhada | Sayyid al-Shuhada Brigades | KSS | كتائب سيد الشهداء
Saraya al-Salam | Peace Companies | Peace Brigades | سرايا السلام
Islamic Resistance in Iraq | المقاومة الإسلامية في العراق
Badr Organization | Badr Brigade | منظمة بدر
Coordination Framework | الإطار التنسيقي
Sadrist Movement | Sadrist Trend | National Shiite Movement | التيار الصدري
IRGC | Islamic Revolutionary Guard Corps | Revolutionary Guards | Revolutionary Guard Corps
  | Iranian Revolutionary Guard | Sepah | Sepah-e Pasdaran | Pasdaran | سپاه پاسداران | سپاه | الحرس الثوري
  | КСИР | Корпус стражей исламской революции | משמרות המהפכה | Devrim Muhafızları
Quds Force | Kudüs Gücü | Kuds Gücü
  | Jerusalem Force | Niru-ye Qods | فيلق القدس | نیروی قدس | IRGC Quds Force | Qods Force | כוח קודס
Basij | Organization for Mobilization of the Oppressed | بسیج
Mojahedin-e Khalq | MEK | MKO | People's Mujahedin of Iran | PMOI | مجاهدین خلق
Joint Operations Command | JOC | قيادة العمليات المشتركة
Counter Terrorism Service | Iraqi Counter-Terrorism Service | جهاز مكافحة الإرهاب
Rapid Support Forces | RSF | قوات الدعم السريع | Силы быстрой поддержки | Forces de soutien rapide
Mohammed Hamdan Dagalo | Hemedti | Hemeti | Himidti | حميدتي | محمد حمدان دقلو | Хемедти
Sudan People's Liberation Movement-North | SPLM-N
Tigray People's Liberation Front | TPLF
al-Shabaab | Harakat al-Shabaab al-Mujahideen | حركة الشباب
M23 | March 23 Movement | Mouvement du 23 mars

Polisario Front | Frente Polisario | Polisario | جبهة البوليساريو
Libyan National Army | Libyan Arab Armed Forces | LNA | الجيش الوطني الليبي
Muslim Brotherhood | Ikhwan | al-Ikhwan al-Muslimun | الإخوان المسلمون | الإخوان المسلمين | جماعة الإخوان
Tehrik-i-Taliban Pakistan | TTP | Pakistani Taliban | تحریک طالبان پاکستان
Balochistan Liberation Army | BLA | بلوچ لبریشن آرمی
Lashkar-e-Taiba | Army of the Pure
Haqqani network | شبکه حقانی

Islamic Emirate of Afghanistan | Taliban | طالبان | Талибан
Liberation Tigers of Tamil Eelam | LTTE | Tamil Tigers
Arakan Army | Rakhine Army
Tatmadaw | Myanmar military | Myanmar Armed Forces | State Administration Council
Moro Islamic Liberation Front | MILF
FARC | Revolutionary Armed Forces of Colombia | Fuerzas Armadas Revolucionarias de Colombia
ELN | National Liberation Army | Ejército de Liberación Nacional
Jalisco New Generation Cartel | CJNG | Cártel de Jalisco Nueva Generación
El Mencho | Nemesio Oseguera Cervantes
El Chapo | Joaquín Guzmán Loera | Joaquín Guzmán
Wagner Group | PMC Wagner | ЧВК Вагнер | Группа Вагнера | Africa Corps
FSB | Federal Security Service | ФСБ | Федеральная служба безопасности
GRU | ГРУ | Main Intelligence Directorate
SBU | Security Service of Ukraine | СБУ | Служба безпеки України
NATO | North Atlantic Treaty Organization | OTAN | НАТО | حلف شمال الأطلسي | حلف الناتو | ناتو
United Nations | UN | ONU | الأمم المتحدة | ООН | Birleşmiş Milletler | Vereinte Nationen | 联合国
European Union | EU | Union européenne | الاتحاد الأوروبي | Европейский союз | Евросоюз | Avrupa Birliği | 欧盟
IAEA | International Atomic Energy Agency | AIEA | МАГАТЭ | الوكالة الدولية للطاقة الذرية
  | آژانس بین‌المللی انرژی اتمی
World Health Organization | WHO | OMS | ВОЗ | منظمة الصحة العالمية
International Criminal Court | ICC | CPI | المحكمة الجنائية الدولية
OPEC | Organization of the Petroleum Exporting Countries | أوبك | ОПЕК
IDF | Israel Defense Forces | Israeli army | Tzahal | צה"ל | ЦАХАЛ | جيش الدفاع الإسرائيلي
Mossad | המוסד | الموساد
Shin Bet | Shabak | General Security Service | שב"כ | الشاباك
UNIFIL | United Nations Interim Force in Lebanon | FINUL | اليونيفيل
CENTCOM | US Central Command | United States Central Command | القيادة المركزية الأمريكية
AFRICOM | US Africa Command | United States Africa Command
Operation Inherent Resolve | CJTF-OIR | Global Coalition against Daesh | التحالف الدولي
National Intelligence Organization | Millî İstihbarat Teşkilatı
AKP | Justice and Development Party | AK Parti | Adalet ve Kalkınma Partisi
CHP | Republican People's Party | Cumhuriyet Halk Partisi
Erbil | Hawler | Hewlêr | Arbil | Irbil | أربيل | هەولێر | Эрбиль | اربیل
Sulaymaniyah | Slemani | Silêmanî | السليمانية
Duhok | Dihok | دهوك | دهۆک
Kirkuk | Kerkûk | كركوك | کەرکووک
Kobani | Kobanî | Ayn al-Arab | عين العرب | كوباني
Qamishli | Qamişlo | القامشلي
Afrin | Efrîn | عفرين
Sinjar | Shingal | Şengal | سنجار | شنگال

Palmyra | Tadmur | Tadmor | Palmyre | Пальмира | تدمر | תדמור
Hrodna | Grodno | Гродна | Гродно
Vovchansk | Volchansk | Вовчанськ | Волчанск | Wowtschansk
Mount Hermon | Jabal al-Sheikh | جبل الشيخ | הר חרמון | החרמון | Хермон
Golan Heights | Golan | Golanhöhen | plateau du Golan | Golan Tepeleri | الجولان | هضبة الجولان | רמת הגולן | Голаны
  | Голанские высоты
Southern Transitional Council | STC | المجلس الانتقالي الجنوبي | Conseil de transition du Sud | Südübergangsrat
Las Anod | Laascaanood | Las Canood | لاسعانود
Aleppo | Halab | حلب | Халеб | Алеппо | Halep
Damascus | Dimashq | دمشق | Дамаск
Homs | Hims | حمص
Gaza | غزة | עזה | Gazze
Gaza Strip | قطاع غزة | רצועת עזה | Сектор Газа
Basra | Bassora
Tbilisi | Tiflis | თბილისი | تفليس
Isfahan | Ispahan | اصفهان
Zaporizhzhia | Zaporozhye | Saporischschja | Запоріжжя | Запорожье
Thessaloniki | Salonica | Salonika | Selanik | Салоники | سالونيك
Jerusalem | al-Quds | القدس | Yerushalayim | ירושלים | Иерусалим | Kudüs
Hebron | Hevron | חברון
Nablus | Shechem | نابلس | שכם
West Bank | الضفة الغربية | Judea and Samaria | הגדה המערבית
Cairo | al-Qahirah | القاهرة | Каир | Kahire
Alexandria | al-Iskandariyya | الإسكندرية
Algiers | Alger | الجزائر العاصمة
Tripoli | Tarabulus | طرابلس | Триполи
Marrakesh | Marrakech | مراكش
Casablanca | Dar al-Beida | الدار البيضاء
El Fasher | al-Fashir | الفاشر
Khartoum | al-Khartum | الخرطوم | Хартум
Kyiv | Kiev | Київ | Киев | Kiew | كييف
Kharkiv | Kharkov | Харків | Харьков | Charkiw
Lviv | Lvov | Lwów | Lemberg | Львів | Львов
Odesa | Odessa | Одеса | Одесса
Dnipro | Dnepropetrovsk | Dnipropetrovsk | Дніпро | Днепр
Bakhmut | Artyomovsk | Artemivsk | Бахмут | Артемовск
Istanbul | Constantinople | إسطنبول | Стамбул
Diyarbakır | Amed | ديار بكر
Beijing | Peking | Pékin | 北京 | بكين | Пекин
Taiwan | Formosa | Republic of China | 台湾 | 臺灣 | Chinese Taipei
Hong Kong | Xianggang | 香港 | Гонконг
Tibet | Xizang | 西藏
Xinjiang | East Turkestan | 新疆
Myanmar | Burma | Birmanie | Мьянма | ميانمار
Mumbai | Bombay | मुंबई
Chennai | Madras
Kolkata | Calcutta
Ho Chi Minh City | Saigon
North Korea | DPRK | Democratic People's Republic of Korea | КНДР | كوريا الشمالية | 朝鲜 | Corée du Nord | Nordkorea
South Korea | Republic of Korea | كوريا الجنوبية | 韩国 | Corée du Sud | Südkorea
Ivory Coast | Côte d'Ivoire | Elfenbeinküste | ساحل العاج
Eswatini | Swaziland
Democratic Republic of the Congo | DR Congo | DRC | RDC | Congo-Kinshasa
Czech Republic | Czechia | Česko | Tschechien
Persian Gulf | Arabian Gulf | الخليج العربي | خلیج فارس
Strait of Hormuz | مضيق هرمز | تنگه هرمز | Ормузский пролив
Bab el-Mandeb | Bab al-Mandab | Gate of Tears | باب المندب
Suez Canal | قناة السويس | Суэцкий канал
Egypt | Misr | مصر | Египет | Mısır | מצרים
Germany | Deutschland | Allemagne | ألمانيا | Германия | Almanya
Greece | Hellas | Ελλάδα | اليونان | Греция | Yunanistan
Hungary | Magyarország | المجر | Венгрия | Macaristan
Georgia | Sakartvelo | جورجيا | Грузия | Gürcistan
Armenia | Hayastan | أرمينيا | Армения | Ermenistan
India | Bharat | الهند | Индия | Hindistan | 印度
China | 中国 | الصين | Китай | Çin | Chine
Japan | 日本 | اليابان | Япония | Japonya
Morocco | al-Maghrib | المغرب | Марокко | Maroc
Jordan | al-Urdun | الأردن | Иордания | Ürdün
Lebanon | Lubnan | لبنان | Ливан | Lübnan | Liban
Syria | Suriya | سوريا | سورية | Сирия
United States | USA | U.S. | Vereinigte Staaten | États-Unis | الولايات المتحدة | США | ABD | 美国
United Kingdom | UK | Britain | Great Britain | بريطانيا | المملكة المتحدة | Великобритания | Royaume-Uni
Osama bin Laden | أسامة بن لادن

Mahmoud Abbas | Abu Mazen | محمود عباس | أبو مازن
Mahmoud Ahmadinejad | محمود أحمدي نجاد
Yasser Arafat | Abu Ammar | ياسر عرفات
Abu Fadak | Abdul Aziz al-Muhammadawi | Abdulaziz al-Mohammedawi | أبو فدك المحمداوي
Abu Mahdi al-Muhandis | Jamal Jaafar Ibrahimi | أبو مهدي المهندس
Carlos the Jackal | Ilich Ramírez Sánchez
Lula | Luiz Inácio Lula da Silva
Pope Leo XIV | Robert Prevost | Robert Francis Prevost
Pope Francis | Jorge Mario Bergoglio
"""


_LEAST_CONSONANTS: Final = 6


def _key(name: str) -> str:
    return " ".join(fold_word(token.text).replace("'", "") for token in tokenize(name))


def _singular(key: str) -> str:
    """`houthi` for `houthis`: of a people news uses either."""
    return key[:-1] if key.isascii() and key.endswith("s") and len(key) > 5 and key[-2] in "ieunrak" else ""


def _sound_key(name: str) -> str:
    """The name by its consonants, for names of several words whose spelling varies; "" where that tells too little."""
    words = [analyse(token.text) for token in tokenize(name)]
    found = [s[0] for w in words if not w.skippable and (s := skeletons(w.parts[0].readings[0].sounds))]
    return "~" + " ".join(found) if len(found) > 1 and sum(map(len, found)) >= _LEAST_CONSONANTS else ""


def _index(sets: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in filter(None, sets.replace("\n  |", " |").splitlines()):
        names = tuple(name.strip() for name in line.split("|"))
        for name in names:
            written = _key(name)
            for key in filter(None, (written, _singular(written), _sound_key(name))):
                known = found.get(key, ())
                found[key] = (*known, *(n for n in names if n != name and n not in known))
    return found


@lru_cache(maxsize=1)
def _aliases() -> dict[str, tuple[str, ...]]:
    """The sets by name; made when they are first asked for, as not every run compiles a name."""
    return _index(_SETS.strip() + EXONYMS)


@lru_cache(maxsize=16_384)
def expand_aliases(alias: str) -> tuple[str, ...]:
    """The other well-known names of what an alias names; () where there are none."""
    key = _key(alias)
    known = _aliases()
    return known.get(key) or known.get(_singular(key)) or known.get(_sound_key(alias), ())
