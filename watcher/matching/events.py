"""Words for the events that news tells of: what joins an event's nouns and verbs, which no rule of inflection does.

A family is one event: `withdraw`, `withdrawal`, `pull out`. A word of a topic that belongs to a family stands for all
of it. What belongs in: words that a reporter would put for one another when telling of the same event, in their base
form (inflection is the matter of `watcher.matching.lemmas`). What does not: words that merely go along with it, and
words whose other meaning is the commoner one in news. Several words are one member; its first may be inflected, and a
phrasal verb may be parted (`handed the base over`), as may any member that is written with `…`.
"""

from dataclasses import dataclass
from typing import Final

__all__ = ["FAMILIES", "OTHERWISE", "Otherwise"]

_ENGLISH: Final = """
withdraw, withdrawal, pull out, pullout, pull back, pullback, drawdown, draw down, leave, exit, depart,
departure, vacate, quit, move out
hand over, handover, hand back, handing over, transfer, turn over, turnover, give back, cede, relinquish
take over, takeover, assume control, assume command, seize control, take control, take charge
arrive, arrival
deploy, deployment, redeploy, redeployment, station, dispatch
reinforce, reinforcement, bolster, beef up
attack, attacker, assault, strike, raid, offensive, bombard, bombardment, shelling, ambush
airstrike, air strike, air raid, air attack, aerial attack, aerial bombardment, bombing raid, drone strike,
drone attack, missile strike, missile attack
bomb, bombing, bomber, blast, explosion, explode, detonate, detonation, blow up
shoot, shooting, shooter, gun down, open fire, gunfire
shoot down, shootdown, intercept, interception, downing, downed
kill, killing, slay, slaying, murder, death, die, dead, deadly, fatal, fatally, fatality
assassinate, assassination, assassin, targeted killing
wound, injure, injury, hurt, casualty
abduct, abduction, abductor, kidnap, kidnapping, kidnapper, take … hostage
arrest, rearrest, detain, detainee, detention, apprehend, custody, round up, nab, take … prisoner
release, free, freeing, set free, let go
jail, imprison, imprisonment, sentence, incarcerate
charge, indict, indictment, prosecute, prosecution
convict, conviction, find guilty, guilty verdict
acquit, acquittal, exonerate, exoneration, find … not guilty, not guilty verdict
extradite, extradition
deport, deportation, expel, expulsion
execute, execution, hang, hanging, behead, beheading, put … to death
torture, mistreat, abuse
flee, escape, break out, jailbreak
surrender, capitulate, capitulation, lay down arms, lay down their arms, disarm, disarmament
ceasefire, cease fire, truce, armistice, cessation of hostilities, end of hostilities
clash, skirmish, fight, fighting, battle, combat
invade, invasion, incursion, overrun
retreat, fall back
besiege, siege, blockade, encircle, encirclement
capture, recapture, seize, seizure, retake, impound, confiscate, confiscation
liberate, liberation
occupy, occupation
evacuate, evacuation, evacuee
rescue, rescuer, save
launch, launching, liftoff, lift off, blast off
test fire, test launch
enrich, enrichment
inspect, inspection, inspector
sanction, embargo, blacklist
lift, ease, easing
negotiate, negotiation, negotiator, talks, talk, bargain
agree, agreement, deal, accord, pact, treaty, sign, signing
ratify, ratification
mediate, mediation, broker
vote, ballot, referendum
elect, election, reelect, re elect, reelection, re election
win, victory, triumph
lose, defeat, loss
appoint, appointment, reappoint, reappointment, nominate, nomination, nominee, name as, swear in
resign, resignation, step down, stand down, quit, leave office
dismiss, dismissal, sack, oust, ouster, remove, removal, depose
replace, replacement, succeed, succession
coup, overthrow, topple, putsch, seize power
protest, protester, protestor, demonstrate, demonstration, demonstrator, rally, march, marcher, sit in
riot, rioting, rioter, unrest
mutiny, rebellion, revolt, uprising, insurrection
walkout, walk out, stoppage, go on strike, general strike, strike action, industrial action
crack down, crackdown, disperse, dispersal
ban, prohibit, prohibition, outlaw
approve, approval, adopt, adoption, endorse, endorsement
reject, rejection, refuse, refusal, turn down
accuse, accusation, allege, allegation, blame
condemn, condemnation, denounce, denunciation
deny, denial
warn, warning, threaten, threat
announce, announcement, declare, declaration
visit, trip
meet, meeting, summit
host, hosting
invite, invitation
recognise, recognize, recognition
annex, annexation
secede, secession
join, accession, accede, membership
cooperate, cooperation, collaborate, collaboration
support, backing
lay off, layoff, job cut, redundancy, cut … jobs, cut … positions, shed … jobs
exercise, drill, manoeuvre, maneuver, war game, wargame
patrol, patrolling
smuggle, smuggling, smuggler, traffic, trafficking, trafficker
hack, hacking, hacker, breach, cyberattack, cyber attack
leak, disclosure, disclose
spy, spying, espionage
investigate, investigation, investigator, probe, inquiry, enquiry
search, manhunt
collapse, cave in
crash, derail, derailment, collide, collision
sink, sinking, capsize
fire, blaze, wildfire, bushfire, forest fire
flood, flooding, inundate, inundation, deluge
quake, earthquake, tremor, aftershock
erupt, eruption
infect, infection, outbreak, epidemic
vaccinate, vaccination, vaccine, inoculate
buy, purchase, acquire, acquisition
sell, sale
merge, merger
invest, investment
build, construction, construct
open, opening, reopen, reopening, inaugurate, inauguration
close, closure, shut, shut down, shutdown
suspend, suspension, halt, pause, freeze
resume, resumption, restart
delay, postpone, postponement, put off
cancel, cancellation, call off, scrap
extend, extension, prolong
end, ending, conclude, conclusion, terminate, termination
begin, start, commence, commencement
increase, rise, raise, grow, growth, hike
decrease, reduce, reduction, decline, cut
supply, provide, provision, deliver, delivery
import, importation
export, exportation, shipment
nationalise, nationalize, nationalisation, nationalization
privatise, privatize, privatisation, privatization
default, bankruptcy, bankrupt, insolvency, insolvent
repair, restore, restoration, rebuild, reconstruction, reconstruct
destroy, destruction, demolish, demolition, raze
damage, harm
target, targeting
defend, defence, defense
protect, protection
return, repatriate, repatriation, come back
displace, displacement, uproot
resettle, resettlement
starve, starvation, famine
mobilise, mobilize, mobilisation, mobilization, call up
dissolve, dissolution, disband, disbandment
integrate, integration, absorb, absorption
relocate, relocation
downsize, downsizing, scale back, scale down
escalate, escalation
de escalate, de escalation, deescalate, deescalation
normalise, normalize, normalisation, normalization
retaliate, retaliation, reprisal, revenge
sue, lawsuit, litigation, suit, legal action
rob, robbery, heist, steal, theft, loot, looting
defraud, fraud, scam, swindle
rape, sexual assault, sexually assault
stab, stabbing, knife attack
hijack, hijacking, hijacker
pardon, amnesty, clemency
conscript, conscription, draft
defect, defection, defector, desert, desertion
tariff, duty, levy
poison, poisoning
drown, drowning
"""

_FRENCH: Final = """
retirer, retrait, quitter, départ, partir, évacuer, évacuation, désengagement
remettre, remise, transférer, transfert, céder, passation
attaquer, attaque, frapper, frappe, bombarder, bombardement, assaut
exploser, explosion, attentat
tuer, meurtre, assassiner, assassinat, mort, mourir
arrêter, arrestation, interpeller, interpellation, détenir, détention, garde à vue, incarcérer, incarcération
enlever, enlèvement, rapt
libérer, libération
déployer, déploiement
cessez-le-feu, trêve, armistice
accord, traité, pacte
signer, signature
négocier, négociation, pourparlers
élire, élection, réélire, réélection, scrutin
démissionner, démission, démissionnaire
nommer, nomination
manifester, manifestation, manifestant, protester, protestation
sanctionner, sanction, embargo
envahir, invasion
prendre, prise, reprendre, reprise, s'emparer, conquérir, conquête
saisir, saisie, confisquer, confiscation
lancer, lancement, tirer, tir
condamner, condamnation, inculper, inculpation
licencier, licenciement
grève, gréviste, débrayage
renverser, renversement, coup d'état, putsch
blesser, blessure, blessé
menacer, menace
ouvrir, ouverture
fermer, fermeture
expulser, expulsion
rompre, rupture
violer, violation, enfreindre
reporter, report, ajourner, ajournement
annuler, annulation
suspendre, suspension
effondrer, effondrement, écrouler, écroulement
naufrage, chavirer, chavirement
séisme, tremblement de terre, secousse
inonder, inondation, crue
détruire, destruction, démolir, démolition
acheter, achat, racheter, rachat, acquérir, acquisition
vendre, vente
limoger, limogeage, destituer, destitution, révoquer, révocation
"""

_GERMAN: Final = """
abziehen, abzug, rückzug, zurückziehen, verlassen, räumen, räumung, abreisen, abreise
übergeben, übergabe, überlassen, aushändigen, aushändigung
übernehmen, übernahme
angreifen, angriff, attacke, attackieren, beschießen, beschuss, bombardieren
luftangriff, luftschlag, bombardement
explodieren, explosion, anschlag, sprengen, sprengung, detonieren, detonation
töten, tötung, tote, todesopfer, ermorden, ermordung, mord, tod, sterben
verletzen, verletzte, verletzung, verwunden
festnehmen, festnahme, verhaften, verhaftung, inhaftieren
entführen, entführung
freilassen, freilassung, befreien, befreiung, freikommen
stationieren, stationierung, verlegen, verlegung, entsenden, entsendung
waffenruhe, waffenstillstand, feuerpause
abkommen, vereinbarung, vereinbaren, vertrag
unterzeichnen, unterzeichnung, unterschreiben
verhandeln, verhandlung, gespräch
wählen, wahl, wiederwahl
zurücktreten, rücktritt, abdanken
ernennen, ernennung, berufen, berufung
entlassen, entlassung, absetzen, absetzung, feuern
protestieren, protest, demonstrieren, demonstration, kundgebung
sanktionieren, sanktion, embargo
abschieben, abschiebung, ausweisen, ausweisung
einmarschieren, einmarsch, invasion, überfall, überfallen
einnehmen, einnahme, erobern, eroberung, beschlagnahmen, beschlagnahme
verurteilen, verurteilung, urteil
anklagen, anklage
streiken, streik
schließen, schließung
eröffnen, eröffnung
brechen, bruch
verschieben, verschiebung, vertagen, vertagung
absagen, absage
einstürzen, einsturz, zusammenbrechen, zusammenbruch
erdbeben, beben, nachbeben
überschwemmen, überschwemmung, hochwasser, flut
untersuchen, untersuchung, ermitteln, ermittlung
fliehen, flüchten, flucht
zerstören, zerstörung
kaufen, kauf, erwerben, erwerb
verkaufen, verkauf
abschießen, abschuss
kentern, schiffbruch
putschen, putsch, staatsstreich, umsturz
"""

_TURKISH: Final = """
çekilmek, çekilme, çekil, çek, tahliye, ayrılmak, ayrıl
devretmek, devret, devir, devri, teslim
saldırmak, saldırı, vurmak, bombalamak, bombala
patlamak, patlama, patlat
öldürmek, öldür, ölüm, öldü, suikast
tutuklamak, tutukla, tutuklama, gözaltı
kaçırmak, kaçır
konuşlanmak, konuşlandır, konuşlan, sevk
ateşkes, mütareke
anlaşma, anlaşmak, imzalamak, imza
görüşme, müzakere
seçim, seçmek, seçil
atamak, atama
protesto, gösteri
yaptırım, ambargo
istifa, görevi bırakmak
azletmek, görevden almak
ele geçirmek, işgal
fırlatmak, fırlatma, ateşlemek
yaralamak, yaralı
grev, iş bırakma
ihlal, ihlal etmek, bozmak
ertelemek, erteleme
iptal, iptal etmek
deprem, sarsıntı
soruşturmak, soruşturma
darbe, kalkışma
çökmek, çöküş, çökme
ziyaret, ziyaret etmek
tehdit, tehdit etmek
"""

_ARABIC: Final = """
انسحاب, انسحب, ينسحب, سحب, مغادرة, غادر, يغادر, خروج, إخلاء, جلاء
تسليم, يسلم, تسلم, استلام, نقل
هجوم, هاجم, يهاجم, مهاجمة, هجمات, قصف, يقصف, غارة, غارات, استهداف, استهدف, يستهدف, ضربة, ضربات
انفجار, انفجر, تفجير, فجر
قتل, مقتل, يقتل, اغتيال, اغتال, مصرع
اعتقال, اعتقل, يعتقل, توقيف, احتجاز
خطف, اختطاف, اختطف
إطلاق سراح, إفراج, أفرج, تحرير
نشر, انتشار, ينشر, إرسال
هدنة, وقف إطلاق النار
اتفاق, اتفاقية, اتفق, معاهدة
توقيع, وقع, يوقع
مفاوضات, تفاوض, محادثات, مباحثات
انتخاب, انتخابات, انتخب, اقتراع
استقالة, استقال, يستقيل, تنحى
تعيين, يعين, عينت, تكليف, كلف
احتجاج, احتجاجات, تظاهرة, مظاهرة, تظاهرات, مظاهرات, احتج
عقوبات, عقوبة, حظر
إطلاق, أطلق
إقالة, أقال, عزل
إصابة, أصيب, جريح, جرحى
غزو, غزا, اجتياح, اجتاح
سيطرة, سيطر, استيلاء, استولى
مصادرة, صادر, ضبط
إضراب, أضرب
إدانة, أدان
ترحيل, رحل
زلزال, هزة
انهيار, انهار, ينهار
تشكيل, شكل, تشكل, يشكل
خرق, انتهاك, انتهك
تأجيل, تأجل, أجل, إرجاء, أرجأ
إلغاء, ألغى
فيضان, فيضانات, سيول
هروب, فرار, هرب
تدمير, دمر, هدم
إغلاق, أغلق
إسقاط, أسقط
زيارة, زار, يزور
تهديد, هدد, يهدد
"""

_PERSIAN: Final = """
خروج, خارج, عقب‌نشینی, تخلیه
تحویل, واگذاری, انتقال
حمله, حملات, بمباران, هدف قرار
انفجار, منفجر
کشته, کشتن, قتل, ترور, مرگ
بازداشت, دستگیر, دستگیری
ربودن, آدم‌ربایی
آزاد, آزادی, رهایی
استقرار, اعزام, مستقر
آتش‌بس, ترک مخاصمه
توافق, توافقنامه, پیمان, امضا
مذاکره, مذاکرات, گفت‌وگو
انتخابات, انتخاب
انتصاب, منصوب
اعتراض, اعتراضات, تظاهرات
تحریم, تحریمها
استعفا, کناره‌گیری
برکناری, برکنار, عزل
شلیک, پرتاب
زخمی, مجروح
اشغال, تصرف
زلزله, زمین‌لرزه
اعتصاب, دست از کار
تعویق, تأخیر
سیل, سیلاب
فرار, گریختن
ویران, تخریب
سرنگونی, سرنگون, ساقط
تهدید, تهدیدات
"""


def _families(table: str) -> tuple[tuple[str, ...], ...]:
    """A family a line; a line that ends with a comma goes on in the next."""
    lines = table.strip().replace(",\n", ", ").splitlines()
    return tuple(tuple(member.strip() for member in line.split(",")) for line in lines)


FAMILIES: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "en": _families(_ENGLISH),
    "fr": _families(_FRENCH),
    "de": _families(_GERMAN),
    "tr": _families(_TURKISH),
    "ar": _families(_ARABIC),
    "fa": _families(_PERSIAN),
}
"""Families by language, each a tuple of members in their base form."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The company in which a word of a family tells of something else. All words are folded."""

    before: frozenset[str] = frozenset()
    """The word before it is one of these."""
    after: frozenset[str] = frozenset()
    """The word after it is one of these."""
    later: frozenset[str] = frozenset()
    """One of these follows in its sentence, within ten words."""
    dated: bool = False
    """A number stands beside it: `March 8`."""
    forms: frozenset[str] = frozenset()
    """It is in one of these forms."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OTHERWISE: Final[dict[str, Otherwise]] = {
    "leave": Otherwise(  # `leaves ten dead`, `on leave`, `the left`, `left wing`
        before=_words(
            "on sick paid unpaid maternity paternity parental annual medical administrative far hard radical new"
        ),
        after=_words("wing winger wingers hand side bank leaning behind of"),
        later=_words(
            "dead wounded injured killed homeless missing stranded displaced damaged hospitalised hospitalized"
        ),
    ),
    "fire": Otherwise(  # `opened fire`, `a cease fire`
        before=_words(
            "open opened opens opening under cease live friendly return returned exchange exchanged hold held"
        ),
        after=_words(
            "on at tear rubber live missiles rockets ballistic shots a an the into two three several dozens more "
            "drones back gun chief department brigade service services"
        ),
        forms=_words("fired firing"),
    ),
    "free": Otherwise(
        before=_words("radio"), after=_words("europe trade speech market kick press agent of from and or")
    ),
    "sit in": Otherwise(forms=_words("sits sitting sat")),
    "station": Otherwise(forms=_words("station stations")),
    "backing": Otherwise(forms=_words("back backs")),
    "strike": Otherwise(before=_words("hunger general labor labour rail on go goes going went nationwide")),
    "march": Otherwise(before=_words("in since last until by early late mid next this"), dated=True),
    "charge": Otherwise(before=_words("in of takes take took taking")),
    "hang": Otherwise(after=_words("on up out over around")),
    "cut": Otherwise(after=_words("off through short")),
    "draft": Otherwise(after=_words("law bill resolution text agreement deal statement legislation treaty proposal")),
    "sink": Otherwise(after=_words("in")),
    "open": Otherwise(after=_words("fire")),
    "close": Otherwise(after=_words("to")),
    "raise": Otherwise(
        after=_words(
            "concern concerns question questions alarm alarms fear fears doubt doubts suspicion suspicions awareness "
            "hope hopes eyebrows flag flags voice money funds issue issues objections"
        ),
    ),
    "deal": Otherwise(after=_words("with")),
    "save": Otherwise(after=_words("for")),
    "suit": Otherwise(before=_words("space diving wet business")),
    "duty": Otherwise(before=_words("on off active heavy")),
}
"""By the base form of a word of a family. A term's own word counts in any company."""
