"""Forms that no rule of inflection gives: irregular verbs and plurals, by language.

Each entry is a base form and what it becomes. Prefixed verbs are made of simple ones by rule (`withhold`, `festnehmen`,
`reprendre`; see `watcher.matching.lemmas`) and are not listed. A form whose other reading is the commoner one in news
is left out (`wound` of wind, `lay` of lie).
"""

from typing import Final

from watcher.text.fold import fold_word

__all__ = ["ARABIC_PLURALS", "ENGLISH", "FRENCH", "GERMAN", "GERMAN_NOUNS"]


def _by_form(table: str) -> dict[str, tuple[str, ...]]:
    """Base forms by form, folded."""
    found: dict[str, dict[str, None]] = {}
    for entry in table.split(","):
        base, *forms = map(fold_word, entry.split())
        for form in forms:
            found.setdefault(form, {})[base] = None
    return {form: tuple(bases) for form, bases in found.items()}


ENGLISH: Final = _by_form("""
arise arose arisen, awake awoke awoken, bear bore borne, beat beaten, become became, begin began begun, bend bent,
bet betting, bid bade bidden bidding, bind bound binding, bite bit bitten, bleed bled, blow blew blown, break broke
broken, breed bred, bring brought, build built, burn burnt, buy bought, catch caught, choose chose chosen choosing,
cling clung, come came coming, creep crept, cut cutting, deal dealt, die died dying, dig dug digging, draw drew
drawn, drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen, feed fed, feel felt, fight fought,
find found, flee fled fleeing, fling flung, fly flew flown flies, forbid forbade forbidden, forget forgot forgotten,
forgive forgave forgiven, forsake forsook forsaken, free freed freeing frees, freeze froze frozen, get got gotten
getting, give gave given, go went gone goes, grow grew grown, hang hung, hear heard, hide hid hidden, hit hitting,
hold held, keep kept, kneel knelt, know knew known, lead led, lay laid, sue sued suing, leave left, lend lent, lie
lied lying, lose lost, make made, mean meant, meet met, mistake mistook mistaken, pay paid, plead pled, quit quitted
quitting, ride rode ridden, ring rang rung, rise rose risen, run ran running, say said, see saw seen sees, seek
sought, sell sold, send sent, set setting, shake shook shaken, shed shedding, shine shone, shoot shot, shrink shrank
shrunk, shut shutting, sing sang sung, sink sank sunk, sit sat, slay slew slain, sleep slept, slide slid, speak
spoke spoken, speed sped, spend spent, spill spilt, spin spun, split splitting, spread spreading, spring sprang
sprung, stand stood, steal stole stolen, stick stuck, sting stung, strike struck stricken, string strung, strive
strove striven, swear swore sworn, sweep swept, swim swam swum, swing swung, take took taken, teach taught, tear
tore torn, tell told, think thought, throw threw thrown, tie tied tying, tread trod trodden, wake woke woken, wear
wore worn, weave wove woven, weep wept, win won winning, write wrote written, man men, woman women, child children,
person people persons, crisis crises, foot feet, tooth teeth, mouse mice, wife wives, knife knives, thief thieves,
wolf wolves, half halves, life lives, shelf shelves, analysis analyses, hypothesis hypotheses, oasis oases, thesis
theses, criterion criteria, phenomenon phenomena
""")
"""English; a prefix (`over`, `under`, `with`, `re`…) may stand before a verb's form."""

FRENCH: Final = _by_form("""
acquerir acquis acquise acquises acquiert acquierent acquerait, aller va vont allait irait, battre bat battu battue
battus battues, boire bu boivent, conclure conclu conclue conclus conclut concluent, conduire conduit conduits
conduite conduisent, connaitre connu connue connus connait connaissent, construire construit construite construits
construites construisent, courir couru court courent, couvrir couvert couverte couverts couvre couvrent, craindre
craint craignent, croire cru croit croient, detruire detruit detruite detruits detruites detruisent detruisait,
devoir doit doivent du, dire dit dite disent, dissoudre dissous dissoute dissout dissolvent, ecrire ecrit ecrite
ecrits ecrivent, elire elu elue elus elues elit elisent elisait elira eliront, envoyer envoie envoient enverra
enverront, exclure exclu exclue exclus exclut excluent, faire fait fait faite font faisait fera, fuir fui fuit
fuient fuite, inclure inclu inclut incluent, interdire interdit interdite interdits interdisent, introduire
introduit introduite, joindre joint jointe joignent, lire lu lue lit lisent, mettre met mettent mis mise mises,
mourir mort morte morts mortes meurt meurent mourut mourra, naitre ne nee nes nait, offrir offert offerte offre
offrent, ouvrir ouvert ouverte ouverts ouvertes ouvre ouvrent, partir parti partis partie part partent, perdre perdu
perdue perdus perd perdent, plaire plu, pouvoir peut peuvent pu, prendre prend prennent pris prise prises prenait
prit prirent, produire produit produite produisent, recevoir recu recue recus recoit recoivent, reduire reduit
reduite reduits reduisent, rendre rendu rendue rendus rend rendent, resoudre resolu resolue resout, rompre rompu
rompue rompt rompent, savoir sait savent su, sentir sent sentent senti, servir sert servent servi, sortir sorti
sortie sort sortent, suivre suivi suivie suit suivent, tendre tendu tend tendent, tenir tient tiennent tenu tenue
tenus tenues tenait tint tinrent tiendra, traduire traduit traduite traduits, vaincre vaincu vaincue vaincus, vendre
vendu vendue vendus vend vendent vente, venir vient viennent venu venue venus venait vint viendra, vivre vit vivent
vecu, voir vu vue voit voient, vouloir veut veulent voulu
""")
"""French; a prefix (`re`, `de`, `main`, `sur`…) may stand before a verb's form."""

GERMAN: Final = _by_form("""
befehl befiehlt befahl befahlen befohlen, beginn begann begannen begonnen, biet bot boten geboten, bind band
gebunden, bleib blieb blieben geblieben, brech bricht brach brachen gebrochen, brenn brannte gebrannt, bring brachte
brachten gebracht, denk dachte dachten gedacht, dring drang drangen gedrungen, ess isst assen gegessen, fahr fahrt
fuhr fuhren gefahren, fall fallt fiel fielen gefallen, fang fangt fing fingen gefangen, fecht ficht focht gefochten,
find fand fanden gefunden, flieg flog flogen geflogen, flieh floh flohen geflohen, frier fror gefroren, geb gibt gab
gaben gegeben, geh ging gingen gegangen, gelt gilt galt galten gegolten, gewinn gewann gewannen gewonnen, greif
griff griffen gegriffen, halt hielt hielten gehalten, hang hing hingen gehangen, heb hob hoben gehoben, helf hilft
half halfen geholfen, kenn kannte kannten gekannt, komm kam kamen gekommen, lad ladt lud luden geladen, lass lasst
liess liessen gelassen, lauf lauft lief liefen gelaufen, leid litt litten gelitten, leih lieh liehen geliehen, les
liest las lasen gelesen, lieg lag lagen gelegen, meid mied gemieden, mess misst mass gemessen, nehm nimmt nahm
nahmen genommen, nenn nannte nannten genannt, rat riet rieten geraten, reiss riss rissen gerissen, renn rannte
gerannt, ruf rief riefen gerufen, saug sog, scheid schied schieden geschieden, schiess schoss schossen geschossen,
schlag schlagt schlug schlugen geschlagen, schliess schloss schlossen geschlossen, schneid schnitt schnitten
geschnitten, schreib schrieb schrieben geschrieben, seh sieht sah sahen gesehen, send sandte sandten gesandt, sing
sang sangen gesungen, sink sank sanken gesunken, sitz sass sassen gesessen, schieb schob schoben geschoben, streich
strich strichen gestrichen, weich wich wichen gewichen, verlier verlor verloren, vergess vergisst vergass, schweig
schwieg geschwiegen, giess goss gossen gegossen, fliess floss flossen geflossen, grab grub gruben gegraben, schaff
schuf schufen geschaffen, ring rang rangen gerungen, reit ritt geritten, schein schien schienen geschienen, schreit
schritt schritten geschritten, betrug betrog betrogen, schwimm schwamm geschwommen, sprech spricht sprach sprachen
gesprochen, spring sprang sprangen gesprungen, steh stand standen gestanden, stehl stiehlt stahl stahlen gestohlen,
steig stieg stiegen gestiegen, sterb stirbt starb starben gestorben, stoss stosst stiess stiessen gestossen, streit
stritt stritten gestritten, trag tragt trug trugen getragen, treff trifft traf trafen getroffen, treib trieb trieben
getrieben, tret tritt trat traten getreten, trink trank getrunken, tu tat taten getan, wachs wachst wuchs wuchsen
gewachsen, weis wies wiesen gewiesen, wend wandte gewandt, werb wirbt warb geworben, werf wirft warf warfen
geworfen, zieh zieht zog zogen gezogen, zwing zwang zwangen gezwungen
""")
"""German: stems of verbs by their other forms; a prefix (`ab`, `fest`, `ver`…) may stand before them."""

GERMAN_NOUNS: Final = _by_form("""
brech bruch bruche, biet bot, fahr fahrt fahrten, fall fall, find fund, flieg flug fluge, geb gabe gaben, geh gang
gange, greif griff griffe griffs, halt halt, komm kunft, kehr kehr, lass lass, nehm nahme nahmen, reis reise reisen,
reiss riss, ruf ruf rufe, schiess schuss schusse, schlag schlag schlage, schliess schluss, sprech sprache sprachen,
sprech spruch spruche, steh stand stande, steig stieg, stoss stoss, sturz sturz, treib trieb, tret tritt tritts
tritte, werf wurf wurfe, zieh zug zuge zugs
""")
"""German nouns of action, which always have a prefix (`Festnahme` of festnehmen): stems of their verbs."""

ARABIC_PLURALS: Final = _by_form("""
مدينة مدن, قاعدة قواعد, جندي جنود, صاروخ صواريخ, وزير وزراء, رئيس رؤساء, قائد قادة, حزب أحزاب, دولة دول, سفينة سفن,
قتيل قتلى, جريح جرحى, أسير أسرى, رهينة رهائن, سجين سجناء, عامل عمال, طالب طلاب طلبة, مصنع مصانع, ميناء موانئ, قنبلة
قنابل, هجوم هجمات, حريق حرائق, زلزال زلازل, قانون قوانين, محكمة محاكم, قاض قضاة, سجن سجون, ضابط ضباط, عنصر عناصر,
منزل منازل, قرية قرى, سوق أسواق, سعر أسعار, بنك بنوك, خبير خبراء, عضو أعضاء, نائب نواب, سفير سفراء, مدير مدراء, زعيم
زعماء, شهيد شهداء, طفل أطفال, امرأة نساء, رجل رجال, شخص أشخاص, سلاح أسلحة, لغم ألغام, معبر معابر, منطقة مناطق, جيش
جيوش, فصيل فصائل, كتيبة كتائب, خلية خلايا, حرب حروب, معركة معارك, هدف أهداف, مدرسة مدارس, نفق أنفاق, جسر جسور, شرط
شروط, شاهد شهود, بلد بلدان بلاد, ملف ملفات, موقع مواقع, مبنى مبان مباني, عميل عملاء, حقل حقول, بئر آبار, مصرف مصارف,
شركة شركات, سد سدود, خط خطوط, حد حدود, حق حقوق, نهر أنهار, قوة قوات, مبعوث مبعوثين, طائرة طائرات, ناقلة ناقلات,
لاجئ لاجئين, صحفي صحفيين صحافيين
""")
"""Arabic plurals that change the word within."""
