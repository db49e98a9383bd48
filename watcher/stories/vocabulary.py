"""Small word tables: stop words by language, number words, and news words that tell no event."""

__all__ = ["GENERIC_WORDS", "NEWS_WORDS", "NUMBER_WORDS", "STOP_WORDS"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS = {
    "en": _words(
        "the a an and or but of to in on at by for from with as is are was were be been being has have had it "
        "its this that these those he she they his her their him them who which what when where how why not "
        "no will would can could may might should must after before over under about into out up down than "
        "then there here also more most other some such only own same so very just as if while during between "
        "against amid via per we our you your i my us said says say saying told according new two first last "
        "year years day days week month monday tuesday wednesday thursday friday saturday sunday"
    ),
    "de": _words(
        "der die das den dem des ein eine einer eines einem einen und oder aber in im an am auf aus bei mit "
        "nach von vom zu zum zur fur uber unter vor ist sind war waren wird werden wurde wurden hat haben "
        "hatte nicht auch als wie dass sich er sie es ihre sein seine nach durch gegen bis um noch nur schon "
        "mehr sagte teilte laut"
    ),
    "es": _words(
        "el la los las un una unos unas y o pero de del al a en con por para sin sobre entre desde hasta es "
        "son fue fueron ha han habia ser esta este estos como mas que se su sus lo le les no tras segun dijo "
        "ya muy tambien"
    ),
    "fr": _words(
        "le la les un une des et ou mais de du au aux en dans avec par pour sans sur entre depuis est sont "
        "etait ont a ete etre ce cette ces comme plus que qui se sa son ses leur leurs ne pas apres selon dit "
        "il elle ils nous d l s n qu"
    ),
    "it": _words(
        "il lo la i gli le un uno una e o ma di del della dei delle al alla ai in nel nella con da dal per su "
        "tra fra e sono stato stata ha hanno che si suo sua non dopo come piu anche"
    ),
    "pt": _words(
        "o a os as um uma e ou mas de do da dos das em no na nos nas com por para sem sobre entre foi foram e "
        "sao ser que se seu sua nao apos segundo como mais tambem ao"
    ),
    "nl": _words(
        "de het een en of maar van in op aan bij met naar voor door uit over is zijn was waren wordt werden "
        "heeft hebben niet ook als dat die dit hij zij ze hun er te om meer nog na tegen"
    ),
    "tr": _words(
        "ve veya ama bir bu su o ile icin gibi daha cok en de da ki mi ne var yok olarak olan oldu olduğu "
        "oldugu sonra once kadar gore ise her hem tarafindan dedi etti edildi uzere yeni iki"
    ),
    "ar": _words(
        "في من على الى عن مع هذا هذه ذلك التي الذي الذين ان كان كانت قد لم لن لا ما هو هي هم و او ثم بعد قبل "
        "بين حتى منذ عند كل بعض غير حول خلال ضد اليوم امس قال قالت وقال وقالت واضاف اعلن اعلنت انه انها وفي "
        "ومن عام"
    ),
    "fa": _words("در از به با که را این ان است بود شد شده می های برای تا بر و یا اما هم نیز کرد کرده گفت روز يك اين"),
    "ru": _words(
        "и в во на с со по из за от до для о об не но а или что как это его ее их он она они был была были "
        "быть к у при после также уже еще более том году заявил сообщил сообщает"
    ),
    "he": _words("של את על עם אל מן כי זה זו הוא היא הם לא גם או אם כל אחרי לפני בין יותר אמר אמרה"),
}
"""The commonest words, folded: for telling the language of a text and for leaving them out."""

NUMBER_WORDS = {
    word: value
    for value, forms in {
        2: "two zwei dos deux due iki اثنان اثنين двое два",
        3: "three drei tres trois tre uc ثلاثه ثلاث трое три",
        4: "four vier cuatro quatre dort اربعه اربع четыре четверо",
        5: "five funf cinco cinq cinque bes خمسه خمس пять",
        6: "six sechs seis alti سته ست шесть",
        7: "seven sieben siete sept sette yedi سبعه سبع семь",
        8: "eight acht ocho huit otto sekiz ثمانيه ثماني восемь",
        9: "nine neun nueve neuf nove dokuz تسعه تسع девять",
        10: "ten zehn diez dix dieci عشره десять",
        11: "eleven elf once onze undici одиннадцать",
        12: "twelve zwolf doce douze dodici двенадцать",
        13: "thirteen dreizehn trece treize",
        14: "fourteen vierzehn catorce quatorze",
        15: "fifteen funfzehn quince quinze",
        16: "sixteen sechzehn dieciseis seize",
        17: "seventeen siebzehn diecisiete",
        18: "eighteen achtzehn dieciocho",
        19: "nineteen neunzehn diecinueve",
        20: "twenty zwanzig veinte vingt yirmi عشرون عشرين двадцать",
        30: "thirty dreissig treinta trente otuz ثلاثون ثلاثين тридцать",
        40: "forty vierzig cuarenta quarante kirk اربعون اربعين сорок",
        50: "fifty funfzig cincuenta cinquante elli خمسون خمسين пятьдесят",
        100: "hundred hundert cien cent yuz مائه сто",
        1000: "thousand tausend mil mille bin الف тысяча",
    }.items()
    for word in forms.split()
}
"""Number words, folded. Those that are common words of another language too (`ten`, `once`, `sei`) are few and cost
little: a number alone decides nothing."""

NEWS_WORDS = _words(
    "news breaking update updates updated live exclusive report reports reported video photo photos watch "
    "read analysis opinion explainer latest today yesterday tomorrow statement spokesman spokesperson "
    "source sources official officials agency press reuters afp ap dpa efe anadolu bbc cnn eilmeldung "
    "noticias ultima hora son dakika عاجل مصدر مصادر وكاله"
)
"""Words of the trade: they stand in items on any event."""

GENERIC_WORDS = _words(
    "governorate governorates province provinces provincial district districts region regional county department "
    "regency oblast prefecture municipality village town city capital state states united republic democratic kingdom "
    "federal federation union nation nations national international ministry minister president premier prime army "
    "force forces military armed troops soldiers militants gunmen fighters civilians police security defence defense "
    "commander spokeswoman governor mayor north south east west northern southern eastern western central"
)
"""Words that say what sort of place or body a name is of, and who acts in most reports: they come with names, and tell
little themselves."""
