"""Words for the events that news tells of: what joins an event's nouns and verbs, which no rule of inflection does.

A family is one event: `withdraw`, `withdrawal`, `pull out`. A word of a topic that belongs to a family stands for all
of it. What belongs in: words that a reporter would put for one another when telling of the same event, in their base
form (inflection is the matter of `watcher.matching.lemmas`). What does not: words that merely go along with it, and
words whose other meaning is the commoner one in news. Several words are one member; its first may be inflected, and a
phrasal verb may be parted (`handed the base over`).
"""

from typing import Final

__all__ = ["FAMILIES"]

_ENGLISH: Final = """
withdraw, withdrawal, pull out, pullout, pull back, pullback, drawdown, draw down, leave, exit, depart, vacate
hand over, handover, hand back, handing over, transfer, turn over, turnover, give back, cede
take over, takeover, assume control, seize control, take control, take charge
arrive, arrival
deploy, deployment, redeploy, redeployment, station, dispatch
reinforce, reinforcement, bolster, beef up
attack, assault, strike, raid, offensive, bombard, bombardment, shelling
airstrike, air strike, air raid, drone strike, missile strike
bomb, bombing, blast, explosion, explode, detonate, detonation, blow up
shoot, shooting, gun down, open fire, gunfire
shoot down, shootdown, intercept, interception
kill, killing, slay, slaying, murder, death, die
assassinate, assassination, targeted killing
wound, injure, injury, hurt
abduct, abduction, kidnap, kidnapping
arrest, detain, detention, apprehend, custody
release, free, freeing
jail, imprison, imprisonment, sentence, incarcerate
charge, indict, indictment, prosecute, prosecution
convict, conviction, find guilty
acquit, acquittal, exonerate, exoneration
extradite, extradition
deport, deportation, expel, expulsion
execute, execution, hang, behead, beheading
torture, mistreat, abuse
flee, escape, break out, jailbreak
surrender, capitulate, capitulation, lay down arms, disarm, disarmament
ceasefire, cease fire, truce, armistice
clash, skirmish, fight, fighting, battle, combat
invade, invasion, incursion, overrun
retreat, fall back
besiege, siege, blockade, encircle, encirclement
capture, recapture, seize, seizure, retake
liberate, liberation
occupy, occupation
evacuate, evacuation
rescue, save
launch, launching
test fire, test launch
enrich, enrichment
inspect, inspection
sanction, embargo
lift, ease, easing
negotiate, negotiation, talks, talk, bargain
agree, agreement, deal, accord, pact, treaty, sign, signing
ratify, ratification
mediate, mediation, broker
vote, ballot, referendum
elect, election, reelect, re elect, reelection, re election
win, victory, triumph
lose, defeat, loss
appoint, appointment, nominate, nomination
resign, resignation, step down, quit, stand down
dismiss, dismissal, sack, oust, ouster, remove, removal
replace, replacement, succeed, succession
coup, overthrow, topple, putsch
protest, demonstrate, demonstration, rally, march, sit in
riot, rioting, unrest
walkout, walk out, stoppage
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
train, training
exercise, drill, manoeuvre, maneuver, war game, wargame
patrol, patrolling
smuggle, smuggling, traffic, trafficking
hack, hacking, breach, cyberattack, cyber attack
leak, disclosure, disclose
spy, spying, espionage
investigate, investigation, probe, inquiry, enquiry
search, manhunt
collapse, cave in
crash, derail, derailment
sink, sinking, capsize
fire, blaze, wildfire
flood, flooding, inundate, inundation
quake, earthquake, tremor
erupt, eruption
infect, infection, outbreak
vaccinate, vaccination, inoculate
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
increase, rise, grow, growth, hike
decrease, reduce, reduction, decline
supply, provide, provision, deliver, delivery
import, importation
export, exportation
nationalise, nationalize, nationalisation, nationalization
privatise, privatize, privatisation, privatization
default, bankruptcy, bankrupt, insolvency
repair, restore, restoration, rebuild, reconstruction, reconstruct
destroy, destruction, demolish, demolition, raze
damage, harm
target, targeting
defend, defence, defense
protect, protection
return, repatriate, repatriation, come back
displace, displacement
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
"""

_FRENCH: Final = """
retirer, retrait, quitter, départ, partir, évacuer, évacuation, désengagement
remettre, remise, transférer, transfert, céder, passation
attaquer, attaque, frapper, frappe, bombarder, bombardement, assaut
exploser, explosion, attentat
tuer, meurtre, assassiner, assassinat, mort, mourir
arrêter, arrestation, interpeller, interpellation, détenir, détention
enlever, enlèvement, rapt
libérer, libération
déployer, déploiement
cessez-le-feu, trêve, armistice
accord, signer, signature, traité
négocier, négociation, pourparlers
élire, élection, scrutin
démissionner, démission
nommer, nomination
manifester, manifestation
sanctionner, sanction, embargo
envahir, invasion
expulser, expulsion
"""

_GERMAN: Final = """
abziehen, abzug, zieht ab, ziehen ab, zog ab, zogen ab, abgezogen, rückzug, zurückziehen, zurückgezogen,
verlassen, räumen, räumung
übergeben, übergibt, übergab, übergabe, überlassen
übernehmen, übernimmt, übernahm, übernahme
angreifen, angriff, greift an, greifen an, griff an, griffen an, angegriffen, attacke,
beschießen, beschuss, bombardieren
explodieren, explosion, anschlag
töten, tötung, ermorden, ermordung, mord, tod, sterben, starb
festnehmen, festnahme, verhaften, verhaftung
entführen, entführung
freilassen, freilassung, befreien, befreiung
stationieren, stationierung, verlegen, verlegung, entsenden, entsendung
waffenruhe, waffenstillstand, feuerpause
abkommen, vereinbarung, vertrag, unterzeichnen, unterzeichnung
verhandeln, verhandlung, gespräch
wählen, wahl
zurücktreten, rücktritt, tritt zurück, trat zurück
ernennen, ernennung
protestieren, protest, demonstrieren, demonstration
sanktionieren, sanktion, embargo
abschieben, abschiebung, ausweisen, ausweisung
"""

_TURKISH: Final = """
çekilmek, çekilme, çekil, çekti, çekiyor, tahliye, ayrılmak, ayrıl
devretmek, devret, devir, devri, teslim
saldırmak, saldırı, vurmak, bombalamak, bombala
patlamak, patlama, patlat
öldürmek, öldür, ölüm, öldü, suikast
tutuklamak, tutukla, gözaltı
kaçırmak, kaçır
konuşlanmak, konuşlandır, konuşlan, sevk
ateşkes, mütareke
anlaşma, anlaşmak, imzalamak, imza
görüşme, müzakere
seçim, seçmek
atamak, atama
protesto, gösteri
yaptırım, ambargo
"""

_ARABIC: Final = """
انسحاب, انسحب, ينسحب, سحب, مغادرة, غادر, يغادر, خروج, إخلاء, جلاء
تسليم, يسلم, تسلم, استلام, نقل
هجوم, هاجم, يهاجم, هجمات, قصف, يقصف, غارة, غارات, استهداف, استهدف, يستهدف, ضربة, ضربات
انفجار, انفجر, تفجير, فجر
قتل, مقتل, يقتل, اغتيال, اغتال, مصرع
اعتقال, اعتقل, يعتقل, توقيف, احتجاز
خطف, اختطاف, اختطف
إطلاق سراح, إفراج, أفرج, تحرير
نشر, انتشار, ينشر, إرسال
هدنة, وقف إطلاق النار
اتفاق, اتفاقية, اتفق, معاهدة, توقيع
مفاوضات, تفاوض, محادثات, مباحثات
انتخاب, انتخابات, انتخب, اقتراع
استقالة, استقال, يستقيل, تنحى
تعيين, تكليف
احتجاج, احتجاجات, تظاهرة, مظاهرة, تظاهرات, مظاهرات, احتج
عقوبات, عقوبة, حظر
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
