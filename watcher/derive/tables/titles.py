"""Titles and the nouns of offices and trades: what stands before a person's name and is no part of it."""

from typing import Final

from watcher.derive.tables.lists import words

__all__ = ["OFFICE_NOUNS", "SPEECH_VERBS", "TITLE_WORDS"]

TITLE_WORDS: Final = words(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady baron baroness count countess duke duchess prince
    princess king queen emperor empress emir sheikh sheik shaikh sultan imam mullah maulana ayatollah hojatoleslam
    grand rabbi bishop archbishop cardinal pope patriarch father sister brother reverend rev pastor mufti saint
    president vice-president premier chancellor minister secretary undersecretary governor mayor senator sen
    congressman congresswoman representative rep deputy mp ambassador envoy consul commissioner speaker chairman
    chairwoman chairperson chair chief director director-general secretary-general attorney prosecutor prosecutors
    judge justice magistrate lawyer attorney-general solicitor sheriff inspector detective superintendent
    constable officer general gen colonel col major maj captain capt lieutenant lt lieutenant-general
    major-general brigadier brig admiral adm rear vice commodore commander cmdr cdr sergeant sgt corporal cpl
    private pvt marshal field warrant ceo cfo coo founder co-founder spokesman spokeswoman spokesperson leader
    head coach manager analyst economist historian author actor actress singer journalist reporter editor
    columnist activist acting former late then ex senior junior assistant first honourable honorable hon prime
    foreign defence defense interior finance economy culture health education energy oil trade transport
    environment agriculture cabinet staff opposition crown herr frau ministerin präsident präsidentin kanzler
    kanzlerin oberbürgermeister oberbürgermeisterin bürgermeister ministerpräsident ministerpräsidentin
    innenminister innenministerin außenminister außenministerin staatsanwalt sprecher sprecherin einsatzleiter
    chemiker bakanı başkanı başbakan cumhurbaşkanı vali valisi sayın genel müdürü komutanı sözcüsü avukatı
    président ministre général presidente ministro señor señora don doña monsieur madame
    alhaji alhaja malam mallam hajiya datuk tunku tengku haji hajji kyai kaptan kaptanı yüzbaşı albay avukat
    profesör engr barrister atty barangay hadji begum
    advocate pandit canon lady vicar collector mdm mme maître mzee pa lola lolo chief
    """
)
"""Words in capitals that go off the front of a span (`Gen.`, `Foreign`, `Minister`)."""

OFFICE_NOUNS: Final = words(
    """
    president premier chancellor minister secretary governor mayor senator lawmaker ambassador envoy commissioner
    speaker chairman chairwoman chair chief director prosecutor judge justice lawyer attorney advocate inspector
    detective officer general colonel major captain lieutenant brigadier admiral commander marshal sergeant
    spokesman spokeswoman spokesperson leader head boss coach manager trainer analyst economist historian author
    writer actor actress singer journalist reporter editor columnist activist professor scientist astronomer
    volcanologist geologist physicist chemist biologist researcher engineer founder co-founder banker broker
    trader investor billionaire businessman businesswoman entrepreneur farmer teacher student doctor physician
    nurse surgeon priest bishop cardinal cleric imam ayatollah sheikh king queen prince princess president-elect
    neighbour neighbor pensioner teenager bystander passer-by shopkeeper waiter fisherman trustee liquidator
    fixer agent whistleblower hacker fugitive successor
    predecessor deputy aide adviser advisor critic expert specialist umpire referee champion qualifier
    diver player striker goalkeeper midfielder defender winger forward driver rider swimmer runner boxer husband wife
    brother sister father mother son daughter cousin nephew uncle aunt brother-in-law widow friend partner suspect
    defendant co-defendant witness victim survivor hostage prisoner resident administrator warlord rebel militant
    colleague rival gunman smuggler musician composer painter sculptor poet novelist chef architect designer pilot
    astronaut sprecher sprecherin anwalt anwältin chefin leiter leiterin vorsitzender vorsitzende avukatı
    mühendisi kardeşi sahibi sözcüsü
    """
)
"""Lower-case nouns that, beside a name, say that it is a person."""

SPEECH_VERBS: Final = words(
    """
    said says say told tells added adds wrote writes warned warns argued argues recalled recalls insisted insists
    claimed claims explained explains replied noted notes stressed declared apologised apologized tweeted thinks
    believes believed expects admitted testified resigned smiled laughed wept died born married kicked scored grew
    joked urged accused called declined promised visited asked sagte sagt erklärte betonte forderte warnte
    kündigte söyledi dedi belirtti açıkladı anlattı savundu
    """
)
"""Verbs whose subject or speaker is a person (or, for some, an organisation)."""
