"""Mentions in scripts without capitals: by the words that announce names, by repetition, and by rarity.

For Arabic, closed classes of titles and generic nouns say where a name begins and of what kind it is; everywhere, what
is known beforehand (countries, capitals) and rare words that come back are names.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from watcher.derive.rarity import zipf
from watcher.derive.sentences import Sentence, Word
from watcher.derive.spans import Mention
from watcher.derive.tables.arabic import CLITICS, ENDS, ORGANISATION_HEADS, PLACE_HEADS, TITLES
from watcher.derive.tables.countries import capital_of, country_named, country_of_adjective
from watcher.matching.watchlist import Kind

__all__ = ["caseless_mentions"]

_RARE: Final = 4.0
"""A word as common as this or more is no name by repetition alone."""
_LONG_FIRST: Final = frozenset({"عبد", "أبو", "ابو", "بن", "آل", "أم", "ابن"})
"""Words that need the next one to be a name."""


def caseless_mentions(sentences: Sequence[Sentence], language: str) -> list[Mention]:
    """All mentions of a document in a script without capitals, in order."""
    found: list[Mention] = []
    for number, sentence in enumerate(sentences):
        taken: set[int] = set()
        for mention in [*_announced(sentence, number, language), *_known(sentence, number)]:
            span = set(range(mention.first, mention.last + 1))
            if not span & taken:
                taken |= span
                found.append(mention)
    found += _again(sentences, found, language)
    return sorted(found, key=lambda mention: (mention.number, mention.first))


def _bare(word: str) -> str:
    """A word without the particles on its front, where what stays is long enough to be a word."""
    for clitic in CLITICS:
        if word.startswith(clitic) and len(word) - len(clitic) >= 3:
            rest = word.removeprefix(clitic)
            return f"ال{rest}" if clitic.endswith("ل") and clitic != "ل" else rest
    return word


def _announced(sentence: Sentence, number: int, language: str) -> Iterator[Mention]:
    """Names after a title or a generic noun."""
    words = sentence.words
    for at, word in enumerate(words[:-1]):
        key = word.text if word.text in TITLES | PLACE_HEADS | ORGANISATION_HEADS else _bare(word.text)
        if key in TITLES:
            before = _person_before(words, at)
            if before is not None:
                yield _mention(sentence, number, *before, "person")
            first = at + 1
            while first < len(words) - 1 and _describes(words[first], language) and not words[first].parts:
                first += 1
            if words[first].parts or words[first].text in ORGANISATION_HEADS or words[first].text in ENDS:
                continue
            last = _person_end(words, first)
            if last > first or (last == first and zipf(words[first].text, language) < _RARE):
                yield _mention(sentence, number, first, last, "person")
        elif key in PLACE_HEADS and _inside(words, at + 1):
            last = at + 1
            while words[last].text in _LONG_FIRST | {"بندر"} and _inside(words, last + 1):
                last += 1
            if words[last - 1].text in {"أبو", "ابو"} and _inside(words, last + 1):
                last += 1
            first = at if key == "باب" else at + 1
            yield _mention(sentence, number, first, last, "place", "" if first == at else key)
        elif key in ORGANISATION_HEADS and _inside(words, at + 1):
            last = at + 1
            while last - at < 3 and _inside(words, last + 1) and words[last + 1].text.startswith(("ال", "لل")):
                last += 1
            name = " ".join([key, *(word.text for word in words[at + 1 : last + 1])])
            yield _mention(sentence, number, at, last, "organisation", text=name)


def _describes(word: Word, language: str) -> bool:
    """Whether a word after a title says more of the office than of the person (`الخبير العسكري`, `وزير الداخلية`)."""
    return (word.text.startswith(("ال", "لل")) and zipf(word.text, language) >= 3.0) or word.text in TITLES | {
        "باسم",
        "قوات",
        "جماعة",
    }


def _inside(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and not words[at].parts and words[at].text not in ENDS and not words[at].text.isdigit()


def _person_end(words: Sequence[Word], first: int) -> int:
    """The last word of a personal name from `first`: two words, three with عبد or أبو; first - 1 where none."""
    if not first < len(words) or words[first].text in ENDS:
        return first - 1
    last, most = first, 2
    while _inside(words, last + 1) and last - first + 1 < most:
        last += 1
        most += words[last].text in _LONG_FIRST or (words[last - 1].text in _LONG_FIRST and last - 1 == first)
    return last


def _person_before(words: Sequence[Word], title: int) -> tuple[int, int] | None:
    """A name of two or three words between a verb or particle and the title that follows it."""
    first = title
    while first > 0 and words[first - 1].text not in ENDS and not words[first].parts and title - first < 4:
        first -= 1
    return (first, title - 1) if first > 0 and words[first - 1].text in ENDS and 2 <= title - first <= 3 else None


def _known(sentence: Sentence, number: int) -> Iterator[Mention]:
    """Countries and capitals, of one or two words."""
    words = sentence.words
    for at, word in enumerate(words):
        for size in (2, 1):
            if at + size > len(words):
                continue
            rest = [other.text for other in words[at + 1 : at + size]]
            for first in (word.text, _bare(word.text)):
                name = " ".join([first, *rest])
                if country_named(name) or capital_of(name):
                    yield _mention(sentence, number, at, at + size - 1, "place", text=name)
                    break


def _again(sentences: Sequence[Sentence], found: Sequence[Mention], language: str) -> list[Mention]:
    """Further mentions of what was announced once, and rare words and pairs that come back."""
    taken = {(mention.number, at) for mention in found for at in range(mention.first, mention.last + 1)}
    parts = {word for mention in found if mention.hint == "person" for word in mention.words if word not in _LONG_FIRST}
    whole = {mention.text: mention.hint for mention in found}
    counts: Counter[str] = Counter(_bare(word.text) for sentence in sentences for word in sentence.words)
    more = []
    for number, sentence in enumerate(sentences):
        for at, word in enumerate(sentence.words):
            bare = _bare(word.text)
            if (number, at) in taken or word.text in ENDS or bare in ENDS or country_of_adjective(bare):
                continue
            known = next((name for name in (word.text, bare) if name in whole), "")
            if known or word.text in parts:
                hint = whole.get(known) or "person"
                more.append(_mention(sentence, number, at, at, hint, text=known or word.text))
            elif (
                at
                and sentence.words[at - 1].text == "في"
                and zipf(word.text, language) < 3.8
                and not word.text.startswith("ال")
            ):
                more.append(_mention(sentence, number, at, at, "place"))
            elif counts[bare] >= 2 and zipf(word.text, language) == 0 and zipf(bare, language) == 0 and len(bare) > 3:
                more.append(_mention(sentence, number, at, at, None, text=bare))
    return more


def _mention(
    sentence: Sentence, number: int, first: int, last: int, hint: Kind | None, head: str = "", text: str = ""
) -> Mention:
    spelled = text or " ".join(word.text for word in sentence.words[first : last + 1])
    return Mention(spelled, sentence, number, first, last, hint=hint, generic=head)
