"""Countries: ISO code, names, capital, and the words for what belongs to them.

One line a country: `code|names|capitals|adjectives and peoples`, each list separated by commas, the first name being
the usual one in English. Names that news uses for the same country stand beside it (Türkiye, Burma); so do the names
in Arabic, German and Turkish that differ, for documents in those languages. Regions that news speaks of as of
countries (Kurdistan, Gaza) and continents stand at the end, with the code of the country that holds them or "".
"""

# ruff: noqa: E501  # one line a row

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

__all__ = ["COUNTRIES", "Country", "capital_of", "country_named", "country_of_adjective", "is_region"]


@dataclass(frozen=True, slots=True)
class Country:
    """A country, or a region that news treats as one."""

    code: str
    names: tuple[str, ...]
    capitals: tuple[str, ...]
    adjectives: tuple[str, ...]
    region: bool = False

    @property
    def name(self) -> str:
        """The usual English name."""
        return self.names[0]


_COUNTRIES: Final = """
AF|Afghanistan,أفغانستان|Kabul|Afghan,Afghans
AL|Albania|Tirana|Albanian,Albanians
DZ|Algeria,الجزائر,Algerien,Cezayir|Algiers|Algerian,Algerians
AD|Andorra|Andorra la Vella|Andorran
AO|Angola|Luanda|Angolan,Angolans
AR|Argentina,Argentinien,Arjantin|Buenos Aires|Argentine,Argentinian,Argentines
AM|Armenia,Armenien,Ermenistan|Yerevan|Armenian,Armenians
AU|Australia,Australien,Avustralya|Canberra|Australian,Australians
AT|Austria,Österreich,Avusturya|Vienna,Wien|Austrian,Austrians
AZ|Azerbaijan,Aserbaidschan,Azerbaycan|Baku|Azerbaijani,Azeri,Azerbaijanis
BS|Bahamas|Nassau|Bahamian
BH|Bahrain,البحرين|Manama|Bahraini,Bahrainis
BD|Bangladesh,Bangladesch|Dhaka|Bangladeshi,Bangladeshis
BB|Barbados|Bridgetown|Barbadian
BY|Belarus,Weißrussland|Minsk|Belarusian,Belarusians
BE|Belgium,Belgien,Belçika|Brussels,Brüssel,Brüksel|Belgian,Belgians
BZ|Belize|Belmopan|Belizean
BJ|Benin|Porto-Novo|Beninese
BT|Bhutan|Thimphu|Bhutanese
BO|Bolivia,Bolivien|La Paz,Sucre|Bolivian,Bolivians
BA|Bosnia and Herzegovina,Bosnia,Bosnia-Herzegovina,Bosnien|Sarajevo|Bosnian,Bosnians
BW|Botswana|Gaborone|Botswanan
BR|Brazil,Brasilien,Brezilya|Brasilia,Brasília|Brazilian,Brazilians
BN|Brunei|Bandar Seri Begawan|Bruneian
BG|Bulgaria,Bulgarien,Bulgaristan|Sofia|Bulgarian,Bulgarians
BF|Burkina Faso|Ouagadougou|Burkinabe,Burkinabè
BI|Burundi|Gitega,Bujumbura|Burundian,Burundians
KH|Cambodia,Kambodscha|Phnom Penh|Cambodian,Cambodians
CM|Cameroon,Kamerun|Yaounde,Yaoundé|Cameroonian,Cameroonians
CA|Canada,Kanada|Ottawa|Canadian,Canadians
CV|Cape Verde,Cabo Verde|Praia|Cape Verdean
CF|Central African Republic|Bangui|Central African
TD|Chad,Tschad|N'Djamena,N’Djamena|Chadian,Chadians
CL|Chile|Santiago|Chilean,Chileans
CN|China,الصين,Çin|Beijing,Peking,Pekin|Chinese
CO|Colombia,Kolumbien|Bogota,Bogotá|Colombian,Colombians
KM|Comoros|Moroni|Comorian
CD|Democratic Republic of Congo,Democratic Republic of the Congo,DR Congo,DRC|Kinshasa|Congolese
CG|Republic of Congo,Republic of the Congo,Congo-Brazzaville,Congo|Brazzaville|Congolese
CR|Costa Rica|San José|Costa Rican
HR|Croatia,Kroatien|Zagreb|Croatian,Croat,Croats
CU|Cuba,Kuba|Havana|Cuban,Cubans
CY|Cyprus,Zypern,Kıbrıs|Nicosia|Cypriot,Cypriots
CZ|Czech Republic,Czechia,Tschechien,Çekya|Prague,Prag|Czech,Czechs
DK|Denmark,Dänemark,Danimarka|Copenhagen,Kopenhagen|Danish,Dane,Danes
DJ|Djibouti|Djibouti|Djiboutian
DO|Dominican Republic|Santo Domingo|Dominican,Dominicans
EC|Ecuador|Quito|Ecuadorian,Ecuadorean,Ecuadorians
EG|Egypt,مصر,Ägypten,Mısır|Cairo,القاهرة,Kairo,Kahire|Egyptian,Egyptians
SV|El Salvador|San Salvador|Salvadoran,Salvadorans
GQ|Equatorial Guinea|Malabo|Equatoguinean
ER|Eritrea|Asmara|Eritrean,Eritreans
EE|Estonia,Estland|Tallinn|Estonian,Estonians
SZ|Eswatini,Swaziland|Mbabane|Swazi
ET|Ethiopia,Äthiopien,Etiyopya,إثيوبيا|Addis Ababa|Ethiopian,Ethiopians
FJ|Fiji|Suva|Fijian,Fijians
FI|Finland,Finnland|Helsinki|Finnish,Finn,Finns
FR|France,فرنسا,Frankreich,Fransa|Paris,باريس|French,Frenchman,Frenchwoman
GA|Gabon,Gabun|Libreville|Gabonese
GM|Gambia,The Gambia|Banjul|Gambian,Gambians
GE|Georgia,Georgien,Gürcistan|Tbilisi,Tiflis|Georgian,Georgians
DE|Germany,ألمانيا,Deutschland,Almanya|Berlin,برلين|German,Germans
GH|Ghana|Accra|Ghanaian,Ghanaians
GR|Greece,Griechenland,Yunanistan|Athens,Athen,Atina|Greek,Greeks
GL|Greenland,Grönland|Nuuk|Greenlandic,Greenlander,Greenlanders
GT|Guatemala|Guatemala City|Guatemalan,Guatemalans
GN|Guinea|Conakry|Guinean,Guineans
GW|Guinea-Bissau|Bissau|Bissau-Guinean
GY|Guyana|Georgetown|Guyanese
HT|Haiti|Port-au-Prince|Haitian,Haitians
HN|Honduras|Tegucigalpa|Honduran,Hondurans
HU|Hungary,Ungarn,Macaristan|Budapest|Hungarian,Hungarians
IS|Iceland,Island|Reykjavik,Reykjavík|Icelandic,Icelander,Icelanders
IN|India,الهند,Indien,Hindistan|New Delhi,Delhi|Indian,Indians
ID|Indonesia,Indonesien,Endonezya|Jakarta|Indonesian,Indonesians
IR|Iran,إيران|Tehran,Teheran,طهران,Tahran|Iranian,Iranians
IQ|Iraq,العراق,Irak|Baghdad,بغداد,Bagdad,Bağdat|Iraqi,Iraqis
IE|Ireland,Irland,İrlanda|Dublin|Irish,Irishman,Irishwoman
IL|Israel,إسرائيل,İsrail|Jerusalem,القدس|Israeli,Israelis
IT|Italy,إيطاليا,Italien,İtalya|Rome,روما,Rom,Roma|Italian,Italians
CI|Ivory Coast,Côte d'Ivoire,Cote d'Ivoire|Yamoussoukro,Abidjan|Ivorian,Ivorians
JM|Jamaica|Kingston|Jamaican,Jamaicans
JP|Japan,اليابان,Japonya|Tokyo,Tokio|Japanese
JO|Jordan,الأردن,Jordanien,Ürdün|Amman,عمان|Jordanian,Jordanians
KZ|Kazakhstan,Kasachstan,Kazakistan|Astana|Kazakh,Kazakhs
KE|Kenya,Kenia|Nairobi|Kenyan,Kenyans
KI|Kiribati|Tarawa|I-Kiribati
KP|North Korea,Nordkorea|Pyongyang|North Korean,North Koreans
KR|South Korea,Südkorea,Korea|Seoul|South Korean,South Koreans,Korean,Koreans
KW|Kuwait,الكويت|Kuwait City|Kuwaiti,Kuwaitis
KG|Kyrgyzstan,Kirgisistan,Kırgızistan|Bishkek|Kyrgyz
LA|Laos|Vientiane|Laotian,Lao
LV|Latvia,Lettland|Riga|Latvian,Latvians
LB|Lebanon,لبنان,Libanon,Lübnan|Beirut,بيروت,Beyrut|Lebanese
LS|Lesotho|Maseru|Basotho
LR|Liberia|Monrovia|Liberian,Liberians
LY|Libya,ليبيا,Libyen|Tripoli,طرابلس,Trablus|Libyan,Libyans
LI|Liechtenstein|Vaduz|Liechtensteiner
LT|Lithuania,Litauen|Vilnius|Lithuanian,Lithuanians
LU|Luxembourg,Luxemburg|Luxembourg|Luxembourgish
MG|Madagascar,Madagaskar|Antananarivo|Malagasy
MW|Malawi|Lilongwe|Malawian,Malawians
MY|Malaysia|Kuala Lumpur|Malaysian,Malaysians
MV|Maldives,Malediven|Malé|Maldivian
ML|Mali|Bamako|Malian,Malians
MT|Malta|Valletta|Maltese
MH|Marshall Islands|Majuro|Marshallese
MR|Mauritania,Mauretanien|Nouakchott|Mauritanian,Mauritanians
MU|Mauritius|Port Louis|Mauritian,Mauritians
MX|Mexico,Mexiko,Meksika|Mexico City|Mexican,Mexicans
MD|Moldova,Moldau|Chisinau,Chișinău|Moldovan,Moldovans
MC|Monaco|Monaco|Monegasque
MN|Mongolia,Mongolei,Moğolistan|Ulaanbaatar|Mongolian,Mongolians
ME|Montenegro|Podgorica|Montenegrin,Montenegrins
MA|Morocco,المغرب,Marokko,Fas|Rabat|Moroccan,Moroccans
MZ|Mozambique,Mosambik,Moçambique|Maputo|Mozambican,Mozambicans
MM|Myanmar,Burma|Naypyidaw,Yangon|Burmese
NA|Namibia|Windhoek|Namibian,Namibians
NP|Nepal|Kathmandu|Nepali,Nepalese
NL|Netherlands,Niederlande,Holland,Hollanda|Amsterdam,The Hague|Dutch,Dutchman,Dutchwoman
NZ|New Zealand,Neuseeland|Wellington|New Zealander,New Zealanders
NI|Nicaragua|Managua|Nicaraguan,Nicaraguans
NE|Niger|Niamey|Nigerien,Nigeriens
NG|Nigeria|Abuja|Nigerian,Nigerians
MK|North Macedonia,Macedonia,Nordmazedonien|Skopje|Macedonian,Macedonians
NO|Norway,Norwegen,Norveç|Oslo|Norwegian,Norwegians
OM|Oman,سلطنة عمان|Muscat,مسقط|Omani,Omanis
PK|Pakistan,باكستان|Islamabad|Pakistani,Pakistanis
PW|Palau|Ngerulmud|Palauan
PS|Palestine,فلسطين,Palästina,Filistin|Ramallah,رام الله|Palestinian,Palestinians
PA|Panama|Panama City|Panamanian,Panamanians
PG|Papua New Guinea|Port Moresby|Papua New Guinean
PY|Paraguay|Asunción,Asuncion|Paraguayan,Paraguayans
PE|Peru|Lima|Peruvian,Peruvians
PH|Philippines,Philippinen|Manila|Philippine,Filipino,Filipina,Filipinos
PL|Poland,Polen,Polonya|Warsaw,Warschau,Varşova|Polish,Pole,Poles
PT|Portugal,Portekiz|Lisbon,Lissabon|Portuguese
QA|Qatar,قطر,Katar|Doha,الدوحة|Qatari,Qataris
RO|Romania,Rumänien,Romanya|Bucharest,Bukarest|Romanian,Romanians
RU|Russia,روسيا,Russland,Rusya|Moscow,موسكو,Moskau,Moskova|Russian,Russians
RW|Rwanda,Ruanda|Kigali|Rwandan,Rwandans
WS|Samoa|Apia|Samoan,Samoans
SA|Saudi Arabia,السعودية,Saudi-Arabien,Suudi Arabistan|Riyadh,الرياض,Riad,Riyad|Saudi,Saudis
SN|Senegal|Dakar|Senegalese
RS|Serbia,Serbien,Sırbistan|Belgrade,Belgrad|Serbian,Serb,Serbs
SC|Seychelles|Victoria|Seychellois
SL|Sierra Leone|Freetown|Sierra Leonean
SG|Singapore,Singapur|Singapore|Singaporean,Singaporeans
SK|Slovakia,Slowakei|Bratislava|Slovak,Slovaks,Slovakian
SI|Slovenia,Slowenien|Ljubljana|Slovenian,Slovene,Slovenes
SB|Solomon Islands|Honiara|Solomon Islander
SO|Somalia,الصومال,Somali|Mogadishu|Somali,Somalis
ZA|South Africa,Südafrika,Güney Afrika|Pretoria,Cape Town|South African,South Africans
SS|South Sudan,Südsudan|Juba|South Sudanese
ES|Spain,إسبانيا,Spanien,İspanya|Madrid|Spanish,Spaniard,Spaniards
LK|Sri Lanka|Colombo|Sri Lankan,Sri Lankans
SD|Sudan,السودان|Khartoum,الخرطوم|Sudanese
SR|Suriname|Paramaribo|Surinamese
SE|Sweden,Schweden,İsveç|Stockholm|Swedish,Swede,Swedes
CH|Switzerland,سويسرا,Schweiz,İsviçre|Bern,Geneva,Genf,Cenevre|Swiss
SY|Syria,سوريا,Syrien,Suriye|Damascus,دمشق,Damaskus,Şam|Syrian,Syrians
TW|Taiwan|Taipei|Taiwanese
TJ|Tajikistan,Tadschikistan,Tacikistan|Dushanbe|Tajik,Tajiks
TZ|Tanzania,Tansania|Dodoma,Dar es Salaam|Tanzanian,Tanzanians
TH|Thailand|Bangkok|Thai,Thais
TL|East Timor,Timor-Leste|Dili|Timorese
TG|Togo|Lome,Lomé|Togolese
TO|Tonga|Nuku'alofa|Tongan,Tongans
TT|Trinidad and Tobago|Port of Spain|Trinidadian
TN|Tunisia,تونس,Tunesien,Tunus|Tunis|Tunisian,Tunisians
TR|Turkey,Türkiye,Turkiye,تركيا,Türkei|Ankara,أنقرة|Turkish,Turk,Turks
TM|Turkmenistan|Ashgabat|Turkmen
UG|Uganda|Kampala|Ugandan,Ugandans
UA|Ukraine,أوكرانيا,Ukrayna|Kyiv,Kiev,Kiew|Ukrainian,Ukrainians
AE|United Arab Emirates,UAE,U.A.E.,الإمارات,BAE|Abu Dhabi,أبوظبي|Emirati,Emiratis
GB|United Kingdom,UK,U.K.,Britain,Great Britain,England,Scotland,Wales,Northern Ireland,بريطانيا,Großbritannien,İngiltere|London,لندن,Londra|British,Briton,Britons,English,Scottish,Welsh,Scot,Scots
US|United States,United States of America,US,U.S.,USA,America,أمريكا,الولايات المتحدة,ABD|Washington,Washington DC,واشنطن|American,Americans
UY|Uruguay|Montevideo|Uruguayan,Uruguayans
UZ|Uzbekistan,Usbekistan,Özbekistan|Tashkent|Uzbek,Uzbeks
VU|Vanuatu|Port Vila|Vanuatuan
VA|Vatican,Holy See,Vatikan|Vatican City|Vatican
VE|Venezuela|Caracas|Venezuelan,Venezuelans
VN|Vietnam|Hanoi|Vietnamese
YE|Yemen,اليمن,Jemen|Sanaa,Sana'a,صنعاء,Aden,عدن|Yemeni,Yemenis
ZM|Zambia,Sambia|Lusaka|Zambian,Zambians
ZW|Zimbabwe|Harare|Zimbabwean,Zimbabweans
XK|Kosovo|Pristina|Kosovar,Kosovan
HK|Hong Kong|Hong Kong|Hongkonger
"""

_REGIONS: Final = """
IQ|Kurdistan Region,Kurdistan,Iraqi Kurdistan,كردستان|Erbil,أربيل|Kurdish,Kurd,Kurds
PS|Gaza,Gaza Strip,غزة|Gaza City|Gazan,Gazans
PS|West Bank|Ramallah|
RU|Chechnya|Grozny|Chechen,Chechens
ES|Catalonia|Barcelona|Catalan,Catalans
ES|Basque Country|Bilbao|Basque,Basques
DE|Saxony,Sachsen|Dresden|Saxon
DE|Thuringia,Thüringen|Erfurt|
DE|Bavaria,Bayern|Munich,München|Bavarian
DE|Hesse,Hessen|Wiesbaden|
DE|Brandenburg|Potsdam|
DE|Lower Saxony,Niedersachsen|Hanover,Hannover|
DE|North Rhine-Westphalia,Nordrhein-Westfalen|Düsseldorf|
DE|Saxony-Anhalt,Sachsen-Anhalt|Magdeburg|
CN|Tibet|Lhasa|Tibetan,Tibetans
CN|Xinjiang|Urumqi|Uyghur,Uyghurs,Uighur
|Europe,أوروبا,Europa,Avrupa||European,Europeans
|Africa,أفريقيا,Afrika||African,Africans
|Asia,آسيا,Asien,Asya||Asian,Asians
|South America||South American
|North America||North American
|Latin America||Latin American
|Middle East,الشرق الأوسط,Nahost||Middle Eastern
|Central Asia||Central Asian
|West Africa||West African
|East Africa||East African
|North Africa||North African
|Scandinavia||Scandinavian
|Balkans||Balkan
|Gulf||
|Caucasus||
|Sahel||Sahelian
|Antarctica||Antarctic
|Arctic||
|Caribbean||
"""


def _lines(table: str, *, region: bool) -> tuple[Country, ...]:
    found = []
    for line in table.strip().splitlines():
        code, *cells = line.split("|")
        names, capitals, adjectives = (tuple(filter(None, cell.split(","))) for cell in cells)
        found.append(Country(code, names, capitals, adjectives, region))
    return tuple(found)


COUNTRIES: Final[tuple[Country, ...]] = _lines(_COUNTRIES, region=False) + _lines(_REGIONS, region=True)


def _key(word: str) -> str:
    return word.replace("’", "'").casefold()


@cache
def _by_name() -> dict[str, Country]:
    return {_key(name): country for country in reversed(COUNTRIES) for name in country.names}


@cache
def _by_adjective() -> dict[str, Country]:
    return {_key(word): country for country in reversed(COUNTRIES) for word in country.adjectives}


@cache
def _by_capital() -> dict[str, Country]:
    return {_key(city): country for country in reversed(COUNTRIES) for city in country.capitals}


_FORMAL: Final = re.compile(
    r"""^(?:the\s+)?(?:(?:federal|democratic|islamic|people's|socialist|united|arab|cooperative|bolivarian|plurinational|hashemite)\s+)*
        (?:republic|kingdom|state|sultanate|commonwealth|federation)\s+of\s+(?:the\s+)?""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a state's full name puts before its usual one."""


def country_named(name: str) -> Country | None:
    """The country of that name (`US` counts, `us` does not)."""
    if name in {"us", "Us"}:
        return None
    return _by_name().get(_key(_FORMAL.sub("", name)))


def country_of_adjective(word: str) -> Country | None:
    """The country of an adjective or a people (`Iraqi`, `Iraqis`)."""
    return _by_adjective().get(_key(word))


def capital_of(city: str) -> Country | None:
    """The country whose capital this is."""
    return _by_capital().get(_key(city))


def is_region(name: str) -> bool:
    """Whether a name is a continent or another region, not a country."""
    country = country_named(name)
    return country is not None and country.region
