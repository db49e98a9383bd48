"""What languages call countries, cities and peoples of the news by names of their own.

A set a line, in the form of `aliases`: the English name first. A name belongs here if no rule of spelling leads to it
from the English one: Deutschland, not Italien. Chinese names stand here throughout, since no rule reads them.
"""

from typing import Final

__all__ = ["EXONYMS"]

EXONYMS: Final = """
Albania | Shqipëria | Arnavutluk | Албания | ألبانيا | 阿尔巴尼亚
Algeria | Algérie | Algerien | Argelia | Cezayir | الجزائر | Алжир | Αλγερία | 阿尔及利亚
Armenia | Ermenistan | ارمنستان | Հայաստան | სომხეთი | Вірменія | 亚美尼亚
Austria | Österreich | Autriche | Avusturya | النمسا | اتریش | Австрия | Австрія | Αυστρία
  | Ausztria | Oostenrijk | 奥地利
Australia | Avustralya | أستراليا | استرالیا | Австралия | Австралія | Αυστραλία | 澳大利亚
Azerbaijan | Aserbaidschan | Azerbaïdjan | Azərbaycan | 阿塞拜疆
Belarus | Weißrussland | Biélorussie | Bielorrusia | Беларусь | Белоруссия | Білорусь | 白俄罗斯
Belgium | Belgien | Belgique | België | Belçika | بلجيكا | Бельгия | Βέλγιο | 比利时
Chad | Tchad | Tschad | تشاد | Чад | Çad | 乍得
Croatia | Hrvatska | Kroatien | Croatie | Hırvatistan | كرواتيا | Хорватия | Хорватія | Κροατία
Cyprus | Zypern | Chypre | Chipre | Kıbrıs | قبرص | Кипр | Κύπρος | קפריסין
Denmark | Dänemark | Danemark | Dinamarca | Danmark | Danimarka | الدنمارك | Дания | 丹麦
Egypt | Ägypten | Égypte | Egipto | Αίγυπτος | Єгипет | 埃及
England | Angleterre | Inglaterra | İngiltere | إنجلترا | انگلستان | Англия
Estonia | Estland | Eesti | Эстония
Ethiopia | Äthiopien | Éthiopie | Etiyopya | إثيوبيا | اتیوپی | Эфиопия | Ефіопія | Αιθιοπία
Finland | Suomi | Finlande | Финляндия | فنلندا
France | Frankreich | Francia | Fransa | فرنسا | فرانسه | Франция | Франція | Γαλλία | צרפת | 法国
Georgia | Грузія | گرجستان | Γεωργία | საქართველო | Վրաստան | גאורגיה
Germany | Alemania | Germania | Німеччина | آلمان | Γερμανία | גרמניה | Niemcy | 德国 | ドイツ
Greece | Griechenland | Grèce | Grecia | Греція | Ελλάδα | یونان | יוון | 希腊
Guinea | Guinée | Gine | غينيا | Гвинея | Γουινέα
Hungary | Ungarn | Hongrie | Hungría | Угорщина | Ουγγαρία
Iceland | Island | Islande | İzlanda | Исландия | أيسلندا
India | Indien | Inde | Індія | هند | Ινδία | הודו | भारत | インド
Iran | 伊朗 | イラン | İran
Iraq | 伊拉克 | イラク
Ireland | Irland | Irlande | Irlanda | İrlanda | أيرلندا | Ирландия | Éire
Israel | İsrail | إسرائيل | اسرائیل | Израиль | Ізраїль | ישראל | Ισραήλ | 以色列 | イスラエル
Italy | Italien | Italie | Italia | İtalya | إيطاليا | ایتالیا | Италия | Ιταλία | איטליה | 意大利
Japan | Japon | Japón | ژاپن | Японія | Ιαπωνία | יפן
Jordan | Jordanie | Jordanien | Jordania | اردن | Йорданія | ירדן | Ιορδανία | 约旦
Kosovo | Kosova | Kosowo | كوسوفو | Косово
Kurdistan | 库尔德斯坦 | Курдистан
Kuwait | Koweït | الكويت | کویت | Кувейт | כווית | 科威特
Latvia | Lettland | Lettonie | Latvija | Letonya | لاتفيا | Латвия
Lebanon | Libanon | Líbano | Ліван | לבנון | Λίβανος | 黎巴嫩 | レバノン
Libya | Libyen | Libye | Libia | ليبيا | Ливия | Λιβύη | לוב | 利比亚
Lithuania | Litauen | Lituanie | Lietuva | Litvanya | Литва | ليتوانيا
Montenegro | Crna Gora | Karadağ | Черногория | Чорногорія | Црна Гора | الجبل الأسود | Μαυροβούνιο | Mali i Zi
Morocco | Marruecos | Marokko | Fas | Марокко | Μαρόκο | מרוקו | 摩洛哥
Netherlands | Holland | Niederlande | Pays-Bas | Países Bajos | Hollanda | هولندا | هلند | Нидерланды | Ολλανδία | 荷兰
North Macedonia | Nordmazedonien | Северная Македония | Северна Македонија | مقدونيا الشمالية
Norway | Norwegen | Norvège | Noruega | Norge | Norveç | النرويج | نروژ | Норвегия | Νορβηγία
Pakistan | 巴基斯坦 | パキスタン
Palestine | Palästina | Filistin | فلسطين | Палестина | Παλαιστίνη | פלסטין | 巴勒斯坦
Poland | Polen | Pologne | Polonia | Polska | Polonya | بولندا | لهستان | Польша | Польща | Πολωνία | פולין | 波兰
Qatar | Katar | قطر | Катар | קטאר | 卡塔尔
Romania | Rumänien | Roumanie | Rumania | رومانيا | Румыния | Ρουμανία
Russia | Russland | Russie | Rusia | Rusya | روسيا | روسیه | Россия | Росія | Русия | Ρωσία | רוסיה | 俄罗斯 | ロシア
Saudi Arabia | Saudi-Arabien | Arabie saoudite | Arabia Saudita | Suudi Arabistan | السعودية | عربستان سعودی
  | Саудовская Аравия | Саудівська Аравія | Σαουδική Αραβία | ערב הסעודית | 沙特阿拉伯 | 沙特
Scotland | Schottland | Écosse | İskoçya | Шотландия | اسكتلندا
Serbia | Srbija | Serbien | Serbie | Sırbistan | صربيا | صربستان | Сербия | Сербія | Србија | Σερβία | 塞尔维亚
Slovakia | Slowakei | Slovaquie | Eslovaquia | Slovensko | Slovakya | سلوفاكيا | Словакия | Словаччина | Σλοβακία
Slovenia | Slowenien | Slovénie | Eslovenia | Slovenija | سلوفينيا | Словения | Σλοβενία
Somalia | 索马里 | Soomaaliya | الصومال
Spain | España | Spanien | Espagne | İspanya | إسبانيا | اسپانیا | Испания | Іспанія | Ισπανία | ספרד | 西班牙
Sudan | السودان | 苏丹 | スーダン
Sweden | Schweden | Suède | Suecia | Sverige | İsveç | السويد | سوئد | Швеция | Швеція | Σουηδία | שוודיה
Switzerland | Schweiz | Suisse | Suiza | Svizzera | İsviçre | سويسرا | سوئیس | Швейцария | Ελβετία | שווייץ | 瑞士
Syria | Syrien | Syrie | Siria | Suriye | سوریه | Сирія | Συρία | סוריה | 叙利亚 | シリア
Tunisia | Tunesien | Tunisie | Túnez | Tunus | تونس | Тунис | Туніс | Τυνησία | תוניסיה
Türkiye | Turkey | Türkei | Turquie | Turquía | تركيا | ترکیه | Турция | Туреччина | Τουρκία | טורקיה
  | Թուրքիա | თურქეთი | 土耳其 | トルコ
Ukraine | Ukrajina | Ukrayna | أوكرانيا | اوکراین | Украина | Україна | Ουκρανία | אוקראינה | 乌克兰 | ウクライナ
United Arab Emirates | UAE | Émirats arabes unis | Vereinigte Arabische Emirate | الإمارات | الإمارات العربية المتحدة
  | ОАЭ | BAE | 阿联酋
United Kingdom | انگلیس | بریتانیا | İngiltere | 英国 | イギリス | בריטניה
United States | Estados Unidos | ایالات متحده | آمریکا | أمريكا | Америка | ארצות הברית | アメリカ | Amerika | ΗΠΑ
Vietnam | Viêt Nam | فيتنام | 越南
Yemen | Jemen | Yémen | اليمن | Йемен | Ємен | תימן | Υεμένη | 也门 | イエメン
Afghanistan | 阿富汗 | アフガニスタン
China | Китай | چین | Κίνα | סין | Kina | 中國
Taiwan | Тайвань | تايوان | تایوان | 台灣
North Korea | Северная Корея | Kuzey Kore | 朝鮮 | 北朝鮮
South Korea | Южная Корея | Güney Kore | 韓國 | 韓国

Aleppo | Alep | حەلەب | 阿勒颇
Athens | Αθήνα | Athen | Athènes | Atina | أثينا | Афины
Baghdad | 巴格达 | バグダッド | Βαγδάτη
Beijing | Πεκίνο | پکن | בייג'ינג
Beirut | Beyrouth | بيروت | Бейрут | Βηρυτός | ביירות | 贝鲁特
Belgrade | Beograd | Београд | Belgrad | بلغراد | Белград | Βελιγράδι
Brussels | Bruxelles | Brüssel | Brussel | Bruselas | Brüksel | بروكسل | Брюссель | Βρυξέλλες
Bucharest | București | Bukarest | Bucarest | Bükreş | Бухарест
Cairo | Le Caire | Kairo | קהיר | Κάιρο | 开罗
Istanbul | Κωνσταντινούπολη
Copenhagen | København | Kopenhagen | Copenhague | Копенгаген
Damascus | Damaskus | Damas | Damasco | Şam | دمشق | דמשק | Δαμασκός | 大马士革
Gaza | Γάζα | Газа | 加沙 | ガザ
Geneva | Genève | Genf | Ginebra | Cenevre | جنيف | ژنو | Женева | Γενεύη
Hebron | الخليل | Хеврон
Jaffa | Yafo | يافا | יפו
Jericho | Ariha | أريحا | יריחו
Jerusalem | Jérusalem | Jerusalén | Ιερουσαλήμ | 耶路撒冷
Kabul | کابل | كابول | Кабул | Kaboul | 喀布尔
Kostiantynivka | Konstantinovka | Костянтинівка | Константиновка
Latakia | Lattaquié | Lattakia | Al-Ladhiqiyah | Lazkiye | اللاذقية | Латакия | לטקיה
Lisbon | Lisboa | Lissabon | Lisbonne | Lizbon | لشبونة
London | Londres | Londra | لندن | Лондон | Λονδίνο
Milan | Milano | Mailand | Милан
Mogadishu | Mogadiscio | Muqdisho | مقديشو | Могадишо
Moscow | Moskau | Moscou | Moscú | Moskova | Moskva | Москва | موسكو | مسکو | Μόσχα | מוסקבה | 莫斯科 | モスクワ
Mosul | Mossoul | الموصل | 摩苏尔
Kryvyi Rih | Krivoy Rog | Krywyj Rih | Кривий Ріг | Кривой Рог | Кривого Рога
Chasiv Yar | Chasov Yar | Часів Яр | Часов Яр | Часового Яра
Nagorno-Karabakh | Nagorny Karabakh | Artsakh | Haut-Karabakh | Bergkarabach | Dağlık Karabağ | Нагорный Карабах
  | Լեռնային Ղարաբաղ | მთიანი ყარაბაღი
Bakhchysarai | Bakhchisaray | Бахчисарай | Bahçesaray
Sievierodonetsk | Severodonetsk | Сєвєродонецьк | Северодонецк
Mount Lebanon | Mont-Liban | جبل لبنان
Munich | München | Monaco di Baviera | Münih | ميونخ | Мюнхен | Μόναχο
Mykolaiv | Nikolayev | Nikolaev | Миколаїв | Николаев
N'Djamena | Yamena | نجامينا | Нджамена
Nicosia | Lefkoşa | Λευκωσία | نيقوسيا | Никосия
Prague | Praha | Prag | Praga | براغ | Прага
Rafah | رفح | רפיח | Рафах
Riyadh | Riad | الرياض | Эр-Рияд | ריאד | 利雅得
Rome | Roma | Rom | روما | رم | Рим | Ρώμη
Tehran | Teheran | Téhéran | تهران | طهران | Тегеран | Τεχεράνη | טהראן | 德黑兰 | テヘラン
The Hague | La Haye | Den Haag | La Haya | Lahey | لاهاي | Гаага | Χάγη
Al-Faw | Fao | الفاو
Mukalla | Al-Mukalla | Moukalla | المكلا | Эль-Мукалла
Eastern Ghouta | Ost-Ghuta | Ghouta orientale | Doğu Guta | الغوطة الشرقية | Восточная Гута
Manbij | Minbic | منبج
Mocha | Mokha | Moka | Al-Makha | المخا | Моха
Timbuktu | Tombouctou | تمبكتو | Тимбукту
Tripoli | Tripolis | Trablus
Tskhinvali | Tskhinval | ცხინვალი | Цхинвал
Tyre | Тир
Sidon | Saida | صيدا | צידון
Vienna | Wien | Vienne | Viena | Viyana | فيينا | وین | Вена | Відень | Βιέννη
Warsaw | Warszawa | Warschau | Varsovie | Varşova | وارسو | Варшава
Washington | واشنطن | واشنگتن | Вашингтон | 华盛顿

Tel Aviv | تل أبيب | תל אביב | 特拉维夫 | 텔아비브 | テルアビブ
Pyongyang | Pjöngjang | Phenian | 平壤 | 평양 | Пхеньян | بيونغ يانغ | פיונגיאנג | 平壌
Kermanshah | Kirmaşan | کرماشان
Laayoune | El Aaiún | Al-Ayun | العيون | Эль-Аюн
Hanoi | Hà Nội | 河内 | 하노이
Niger | ニジェール | 니제르 | 尼日尔
Nigeria | 尼日利亚
Mali | 马里
Abu Kamal | Albu Kamal | Al-Bukamal | البوكمال
Amedi | Amadiya | العمادية
Urmia | Orumiyeh | Urmiyeh | Urumiye | ارومیه | أرومية
Baidoa | Baydhabo | Baydhaba
Vuhledar | Ugledar | Угледар | Вугледар
Shanghai | 上海
Tianjin | 天津
Chongqing | Chungking | Ch'ung-ch'ing | 重庆
Guangzhou | Canton | 广州
Shenzhen | 深圳 | 선전
Wuhan | 武汉
Chengdu | 成都
Nanjing | Nanking | Нанкин | 南京
Xi'an | Sian | 西安
Hangzhou | 杭州
Macau | Macao | 澳门
Taipei | 台北
Kaohsiung | Gaoxiong | 高雄 | Гаосюн
Kinmen | Quemoy | 金门
Urumqi | Ürümqi | 乌鲁木齐 | Урумчи
Lhasa | 拉萨
Seoul | 서울 | 首尔 | ソウル | Сеул
Tokyo | 东京 | Токио | 도쿄
Osaka | 大阪
Okinawa | 冲绳

Hamas | 哈马斯 | ハマス
Hezbollah | 真主党 | ヒズボラ
Houthis | Husiler | Huthis | Houthi | Huthi-Rebellen | חות'ים | החות'ים | חות׳ים | Хусити | 胡塞武装 | フーシ派 | حوثی‌ها
Taliban | טליבאן | Талибан | 塔利班 | タリバン
Kurds | Kürtler | Kurden | Kurdes | الأكراد | الكرد | کردها | Курды | כורדים | 库尔德人
Vladimir Putin | 普京 | プーチン
Donald Trump | 特朗普 | 川普 | トランプ
Xi Jinping | 习近平 | 習近平 | شي جين بينغ | Си Цзиньпин
Volodymyr Zelensky | 泽连斯基 | ゼレンスキー
Benjamin Netanyahu | 内塔尼亚胡 | ネタニヤフ
Recep Tayyip Erdoğan | 埃尔多安 | エルドアン
"""
