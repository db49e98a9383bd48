"""The commonest little words of languages in Latin letters, by which a text of some length tells its language.

A detection library was weighed and left: the small ones bring numpy and a megabyte of model for what a few hundred
words do on news, and none says that it does not know.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final

__all__ = ["by_little_words"]

_FEWEST: Final = 5
"""Little words from which a text tells its language: a headline holds fewer."""
_SHARE: Final = 0.12
"""Of a text's words that are little ones of its language: in its own it is a third, in a strange one chance."""
_CLEAR: Final = 1.5
"""How many times as many as another language's make that other impossible."""

_LITTLE_WORDS: Final[dict[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
    "en": "the of and to in is that was for with his he it be by are from which has after were said their on as at",
    "fr": "le la les des et est une dans que qui pour sur avec par pas au aux du ce il elle sont ont selon a ete",
    "de": "der die das und ist von den mit dem des ein eine nicht auf fur sich wurde nach bei im zu hat sind in am",
    "tr": "ve bir bu icin ile olarak olan daha cok gibi sonra kadar ise de da oldu dedi en oldugu ancak etti edildi",
    "es": "el la los las y en que de del una un por con para se su al es como mas pero fue segun sobre",
    "it": "il di che e la in un per del una con non sono da della le gli nel ha si dei alla anche delle",
    "pt": "o a os as e de do da dos das em no na que um uma para com por nao foi se ao mais pela",
    "ca": "de la a i que el l els d en per del un les una no amb va al ha com mes dels aquest han",
    "nl": "de het een en van in is dat op te voor met zijn niet aan er door bij ook naar om heeft",
    "da": "og i er af det at en til pa har for ikke med den der de som et var om fra men skal ved efter blev",
    "no": "og i er det a pa som til en av for ikke med har at de om fra et men skal etter ble var seg",
    "sv": "det att och i pa en inte som for med har av om till den de ett kan men var ska fran efter vid",
    "is": "og i a ad er sem til en vid af hann um ekki var fyrir med eg eru fra thvi eftir hefur",
    "fi": "ja on ei etta se oli mutta kun myos han ovat voi kuin joka mukaan jo ole olla",
    "hu": "a az es nem hogy egy is de meg csak ha van volt ez vagy mar el ki azt mint szerint",
    "pl": "w i nie na sie to z do jest ze o jak a za od po dla przez tym jego ktory oraz byl",
    "cs": "a se v na je to ze s z si do o pro za po byl jsou ktery uz podle jako by od",
    "sk": "a sa v na je to ze s z si do o pre za po bol su ktory uz podla ako by od",
    "sl": "je in v na se da so za ki pa z tudi s ne kot po iz bi od pri bil",
    "hr": "je u i da se na od za su a ne sa iz to kao o nije koji ce bi po do",
    "ro": "de in si a la sa din o pe cu nu mai un este ca care pentru au fost al fi s",
    "lt": "ir kad i su is yra tai kaip buvo bet nuo apie taip del per dar po iki uz jo pat",
    "lv": "un ir ar par ka no uz kas ari bet ta nav to lai bija pec tikai kad pie tiek",
    "et": "ja on ei et see oli ka mis kui oma aga ta ning selle veel poolt mida ole",
    "sq": "dhe ne te e i per nga me se nje ka qe si eshte do jane kjo por u nuk",
    "az": "ve bir bu ile da de ucun olan olub edib ki sonra qeyd uzre onun eden ise bildirib",
    "uz": "va bilan uchun bu bir ham deb edi uning yil esa qilish boyicha",
    "ku": "u li ji bi di de ku ev ew be bo ser ye wi dike kir bu hatiye her jiya me xwe",
    "id": "yang dan di dari untuk dengan itu tidak akan ini pada adalah dalam ke juga oleh telah sebagai kata para",
    "ms": "yang dan di dari untuk dengan itu tidak akan ini pada adalah dalam ke oleh telah kata bagi ialah daripada",
    "vi": "va cua la co duoc trong cho khong voi cac mot nhung da nguoi den nay tai khi ve ra",
    "tl": "sa ng ang na mga at ay isang hindi ito kung may ni si para mula pag",
    "sw": "ya wa na kwa ni katika za la kuwa cha hiyo huo baada watu ambao mwaka hii kama pia alisema",
    "so": "oo ka ku in iyo ah u la waa ayaa uu ee soo ay si kale lagu laga waxaa",
    "ha": "da na ta a ya ba an cewa suka don wannan kuma shi za kasar sun yi",
    }.items()
}  # fmt: skip

_RELATIVES: Final[dict[str, str]] = {
    "pt": "gl", "es": "gl ca ast an", "tr": "az tk crh", "az": "tr tk", "nl": "af fy li", "de": "lb nds", "hr": "sr bs",
    "id": "ms jv su", "ms": "id", "no": "da nn", "da": "no", "it": "co vec scn", "fr": "oc wa ht", "uz": "tk kaa",
    "fi": "et", "ro": "mo", "ca": "oc",
}  # fmt: skip
"""Languages without a line of their own, or all but alike, which a text that tells of the one may be in as well."""

_BY_WORD: Final[dict[str, tuple[str, ...]]] = {
    word: tuple(language for language, words in _LITTLE_WORDS.items() if word in words)
    for word in frozenset().union(*_LITTLE_WORDS.values())
}


def by_little_words(words: Iterable[str]) -> tuple[str, frozenset[str]]:
    """The language of these folded words and those that they may be in; "" and nothing where there is no telling."""
    counts: Counter[str] = Counter()
    total = 0
    for word in words:
        total += 1
        counts.update(_BY_WORD.get(word, ()))
    if not counts:
        return "", frozenset()
    (best, most), *others = counts.most_common()
    if most < max(_FEWEST, _SHARE * total):
        return "", frozenset()
    possible = {best, *(language for language, count in others if most < _CLEAR * count)}
    alike = {relative for language in possible for relative in _RELATIVES.get(language, "").split()}
    clear = len(possible) == 1 or possible <= {best, *_RELATIVES.get(best, "").split()}
    return best if clear else "", frozenset(possible | alike)
