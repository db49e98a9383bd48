"""Small words: what joins the parts of a name, what begins a sentence, what names a language."""

from typing import Final

from watcher.derive.tables.lists import words

__all__ = [
    "FUNCTION",
    "GERMAN_ARTICLES",
    "LANGUAGE_WORDS",
    "PARTICLES",
    "PEOPLE_POSSESSIVE",
    "PLACE_PREPOSITIONS",
    "TURKISH_PARTICLES",
]

PARTICLES: Final = words(
    """
    al el ul as ash an at ad az ar bin ibn bint ben abu umm van von der den de la las los del della delle dello di
    da dos das do du des le les l d ter ten zu zum y e af av mac o' der's na ibnu abd ag ould uld ap verch zur es per
    """
)
"""Lower-case words inside a name: between two words in capitals they belong to it."""

GERMAN_ARTICLES: Final = words("der die das den dem des")
"""Articles of German text, where they begin what follows."""

TURKISH_PARTICLES: Final = words("al el bin")
"""Those of Turkish text, where `de` and `da` are words of their own."""

PEOPLE_POSSESSIVE: Final = words(
    """
    women men children people workers farmers students teachers lawyers journalists veterans girls boys peoples
    writers peasants employers king queen prince world nation miners players doctors nurses seafarers lloyd moody
    sotheby christie sainsbury macy kellogg levi domino
    """
)
"""What stands in the possessive inside a name (World Women's Prison) instead of owning one (Kenya's court)."""

PLACE_PREPOSITIONS: Final = words(
    """
    in at near from to into outside around across towards toward off between beside north south east west inside
    throughout over through via along above onto till until within reach reached leave left visit visited visiting
    aus nach bei zwischen über vor
    """
)

FUNCTION: Final = words(
    """
    a an the and but or nor so yet for of in on at by to from with without within into onto upon over under after
    before since until till while when where why how what who whom whose which that this these those there here
    then thus hence it its he his him she her hers they them their we us our you your i me my mine if unless
    although though because as than not no only just even still also too very more most much many some any all
    both each every either neither another other others such same several few little less least one two three four
    five six seven eight nine ten eleven twelve first last next once twice again ever never always often sometimes
    usually rarely now today tomorrow yesterday tonight soon later earlier recently currently meanwhile moreover
    however nevertheless nonetheless therefore otherwise instead besides indeed perhaps maybe probably certainly
    clearly finally eventually initially according despite during among amid against between beyond about above
    across around along behind below beneath beside near off out up down back away through throughout toward
    towards via per like unlike except is are was were be been being has have had do does did will would shall
    should can could may might must let yes please ask come go get got made make say see know think want take give
    find tell try use well nearly almost half dozens hundreds thousands millions nobody everyone everybody someone
    somebody anyone nothing something everything anything none don't isn't wasn't didn't it's that's there's
    here's what's he's she's they're we're i'm then nach der die das ein eine einer eines einem einen und oder aber mit
    ohne für von vom zum zur im am bei auch es er sie wir ich ihr sein seine ihre nicht noch schon mindestens
    wegen seit während bir ve ile için ancak ise de da bu şu o ama çok daha göre üzere le la les un une des et
    mais dans sur avec pour par il elle ils elles ce cette ces el los las una unos y pero en con por para se su
    sus lo gli uno che non
    """
)
"""Words that begin sentences and belong to no name."""

LANGUAGE_WORDS: Final = {
    "en": words("the of and to in is was that for with said by on at from has he she his it were had will would who"),
    "de": words("der die das und ist nicht mit von dem den ein eine auf für im zu sich als auch wurde nach bei aus"),
    "tr": words("ve bir bu için ile olarak da de olan gibi daha çok en dedi söyledi sonra kadar ise iki üç yeni"),
    "fr": words("le la les des et est une dans pour que qui sur avec par au du pas sont ont été selon"),
    "es": words("el la los las de y en que un una por con para del se su al es lo como más fue"),
    "it": words("il lo la gli di che e un una per con del della nel sono è ha non da al si"),
    "pt": words("o a os as de e que em um uma para com do da no na por se foi são não ao"),
    "nl": words("de het een en van in is dat op te zijn met voor niet aan er om ook als bij door werd"),
}
"""Frequent words by language: whichever list a text uses most is its language."""
