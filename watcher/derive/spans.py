"""Sentences → mentions: the spans that look like names, with titles and foreign bodies cut off.

A span is a run of words in capitals, held together by particles (al-, van der, de la) and, in the names of
organisations, by `of`, `for`, `and`. Then it is carved: titles and country adjectives go off the front, two names
that stand side by side (`Iraq Mark Savaya`) are parted, a generic noun that follows (`Assad airbase`) is noted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from watcher.derive.gazetteer import is_place
from watcher.derive.rarity import zipf
from watcher.derive.runs import is_compound, nickname_end, runs, spelled_out
from watcher.derive.sentences import Sentence, Word
from watcher.derive.tables.carving import AMBIGUOUS_TITLES, POSTNOMINALS, STRONG_TITLES
from watcher.derive.tables.countries import country_named, country_of_adjective
from watcher.derive.tables.given_names import GIVEN_NAMES
from watcher.derive.tables.grammar import FUNCTION, PARTICLES
from watcher.derive.tables.heads import (
    FACILITY,
    FIRM_SUFFIX,
    GENERIC,
    GROUP,
    OF_HEADS,
    ORGANISATION,
    PLACE,
    SETTLEMENT,
    SHIP_CLASSES,
    SHIP_PREFIX,
)
from watcher.derive.tables.organisations import KNOWN_ORGANISATIONS
from watcher.derive.tables.titles import OFFICE_NOUNS, TITLE_WORDS
from watcher.derive.vocabulary import Vocabulary, opens
from watcher.matching.watchlist import Kind

__all__ = ["Mention", "mentions"]


_BEFORE_PERSONS: Final = frozenset("king queen prince sultan lady canon justice former then late general chief".split())
"""Ambiguous titles that go before any rare name."""
_UNITS: Final = frozenset("force forces brigade brigades battalion corps regiment command wing squadron".split())
"""Heads of units that stand behind the acronym of the body that they belong to."""
_PREFIX: Final = re.compile(r"^(?:ex|anti|pro|non|post|pre|mid|trans)-(?=[A-ZÀ-ÞĀ-Ž])")
"""What stands before a name with a hyphen and is no part of it."""
_ONCE: Final = frozenset({"former", "then", "late", "acting", "veteran", "retired"})
"""What begins a sentence before a name, a place's too: `Former Queensland police officer`."""
_FORCES: Final = frozenset({"fire", "police"})
"""What a chief is of: `Laurel Fire Chief J.W. Hopper`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One span that looks like a name, and what stands around it."""

    text: str
    sentence: Sentence
    number: int
    """Of the sentence in the document."""
    first: int
    last: int
    """Word numbers in the sentence."""
    initial: bool = False
    """First word of its sentence or quotation: its capital says nothing."""
    titled: bool = False
    """A personal title stood before it."""
    head: str = ""
    """The generic noun in small letters that follows and belongs to it (`airbase`)."""
    hyphen: str = ""
    """The participle of a compound (`RSF-led`: led)."""
    quoted: bool = False
    """In quotation marks of its own."""
    bracketed: bool = False
    """Alone in brackets."""
    nickname: str = ""
    """What stands inside the name in quotation marks."""
    hint: Kind | None = None
    """The kind, where the words that announced the name say it."""
    generic: str = ""
    """The generic noun before the name, where the script has no capitals to show it (`ميناء`)."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name."""
        return tuple(self.text.split())


def mentions(sentences: list[Sentence], vocabulary: Vocabulary) -> list[Mention]:
    """All mentions of a document written with capitals, in order."""
    found: list[Mention] = []
    for number, sentence in enumerate(sentences):
        spelled = set(spelled_out(sentence))
        for first, last in runs(sentence, vocabulary.language):
            if (first, last) in spelled:
                found.append(_mention(sentence, number, first, last, False, False))
                continue
            found.extend(_carve(sentence, number, first, last, vocabulary))
    return found


def _carve(sentence: Sentence, number: int, first: int, last: int, vocabulary: Vocabulary) -> Iterator[Mention]:
    """Part one run into mentions."""
    words = sentence.words
    whole = _mention(sentence, number, first, last, False, False)
    if whole.quoted and first < last and not sentence.shouting:
        yield whole
        return
    initial = first == 0 or opens(words[first])
    if initial and not sentence.shouting:
        while first <= last and _is_noise(words, first, last, vocabulary):
            first += 1
            initial = False
            while (
                first <= last
                and words[first].text.casefold() in PARTICLES | {"of", "and", "the", "for"}
                and not words[first].capital
            ):
                first += 1
    if first > last:
        return
    cut = _title_inside(words, first, last)
    if cut:
        if words[cut[0]].text.casefold() not in {"bakanı", "bakan"}:
            yield from _carve_one(sentence, number, first, cut[0] - 1, initial, False)
        yield from _carve_one(sentence, number, cut[1], last, False, True)
        return
    yield from _carve_one(sentence, number, first, last, initial, False)


def _is_noise(words: tuple[Word, ...], first: int, last: int, vocabulary: Vocabulary) -> bool:
    """Whether the first word of a sentence has its capital from there only."""
    key = words[first].text.casefold()
    if words[first].acronym or (key in TITLE_WORDS and key not in FUNCTION):
        return False
    if first < last and key == "air":
        return False
    if first < last and country_named(" ".join(word.text for word in words[first : first + 2])):
        return False
    if key in FUNCTION:
        following = words[first + 1].text.casefold() if first < last else ""
        return not (key == "la" and following) or following in FUNCTION
    if (
        key in KNOWN_ORGANISATIONS
        or country_named(words[first].text)
        or country_of_adjective(key)
        or (key in GIVEN_NAMES and first < last)
    ):
        return False
    if key in vocabulary.inside and key not in vocabulary.small:
        return False
    if key in OFFICE_NOUNS and first < last:
        return False
    if first == last:
        if (
            last + 2 < len(words)
            and words[last + 1].text == "and"
            and words[last + 2].capital
            and not words[last + 1].parts
        ):
            return key in vocabulary.small
        if key.endswith(("ers", "ors", "ists", "ians", "ants")):
            return True
        return vocabulary.is_common(key) and not is_place(words[first].text)
    rest = [word.text.casefold() for word in words[first + 1 : last + 1]]
    if _is_ordinary(key, rest, vocabulary):
        return True
    if len(rest) > 1 and rest[0] in GIVEN_NAMES and rest[-1] not in ORGANISATION | PLACE and not words[first].acronym:
        return True
    if rest[-1] in ORGANISATION | PLACE | FIRM_SUFFIX or "of" in rest:
        return False
    if rest[0] not in GIVEN_NAMES and key not in vocabulary.small and vocabulary.is_common(rest[0]):
        return False
    return vocabulary.is_common(key) and (
        rest[0] in GIVEN_NAMES
        or country_named(words[first + 1].text) is not None
        or words[first + 1].ending != ""
        or key in vocabulary.small
        or zipf(key, vocabulary.language or "en") >= 4.8
    )


def _is_ordinary(key: str, rest: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a sentence's first word only stands before a name: `Rivals X`, or before what is named elsewhere, too."""
    if all(word in GENERIC for word in rest) or key in GENERIC | FIRM_SUFFIX | GIVEN_NAMES or is_place(key):
        return False
    if key.endswith("s") and key.removesuffix("s") in (GROUP | OFFICE_NOUNS | SETTLEMENT) - ORGANISATION:
        return True
    return rest[0] in vocabulary.free and rest[0] not in GENERIC and vocabulary.is_common(key)


def _title_inside(words: tuple[Word, ...], first: int, last: int) -> tuple[int, int] | None:
    """Where a title stands within a run (`Goldman Sachs CEO David Solomon`): its word, and the name's."""
    for position in range(first + 1, last):
        if words[position].text.casefold() not in STRONG_TITLES:
            continue
        after = position + 1
        while after < last and words[after].text.casefold() in TITLE_WORDS:
            after += 1
        begin = position
        while begin > first and words[begin - 1].text.casefold() in TITLE_WORDS | _FORCES and begin - 1 > first:
            begin -= 1
        rest = [word.text.casefold() for word in words[after : last + 1]]
        if rest and rest[-1] not in ORGANISATION | PLACE and "of" not in rest and rest[0] not in {"of", "for"}:
            if all(
                word.text.casefold() in TITLE_WORDS or country_of_adjective(word.text) or not word.capital
                for word in words[first:begin]
            ):
                return None
            return begin, after
    return None


def _carve_one(
    sentence: Sentence, number: int, first: int, last: int, initial: bool, titled: bool
) -> Iterator[Mention]:
    """Strip titles, adjectives and countries off the front, then yield what is left."""
    words = sentence.words
    offices = TITLE_WORDS | OFFICE_NOUNS
    office = first > 1 and words[first - 1].text == "of" and words[first - 2].text.casefold() in offices
    while first <= last:
        key = words[first].text.casefold()
        rest = [word.text.casefold() for word in words[first + 1 : last + 1]]
        headed = bool(rest) and (rest[-1] in ORGANISATION | PLACE | FIRM_SUFFIX or "of" in rest or "&" in "".join(rest))
        if office and rest and rest[0] in GIVEN_NAMES and not headed and is_place(words[first].text):
            yield _mention(sentence, number, first, first, initial, False)
            titled, first, initial = True, first + 1, False
            continue
        if office and key in GENERIC and len(rest) > 1 and not headed:
            titled, first, initial = True, first + 1, False
            continue
        if key in TITLE_WORDS and _strips_title(key, rest, headed):
            after = _office(words, first, last)
            titled, first, initial = True, after, False
            continue
        if key in _ONCE and rest and initial and (not headed or is_place(words[first + 1].text)):
            first, initial = first + 1, False
            continue
        if key in SHIP_CLASSES and rest:
            yield from _a_ship(_carve_one(sentence, number, first + 1, last, False, titled))
            return
        if key in OFFICE_NOUNS and rest and initial and not headed:
            titled, first, initial = True, first + 1, False
            continue
        people = country_of_adjective(key)
        if people is not None and rest and _strips_adjective(rest, region=people.region):
            first, initial = first + 1, False
            continue
        pair = f"{words[first].text} {words[first + 1].text}" if first < last else ""
        people = country_of_adjective(pair) if pair else None
        if people is not None and not people.region and first + 1 < last and _strips_adjective(rest[1:]):
            first, initial = first + 2, False
            continue
        size = 2 if pair and country_named(pair) else 1
        name = pair if size == 2 else words[first].text
        if (
            country_named(name)
            and first + size <= last
            and key not in GIVEN_NAMES
            and _is_person_start(words, first + size, last)
        ):
            yield _mention(sentence, number, first, first + size - 1, initial, False)
            first, initial = first + size, False
            continue
        if _splits_acronym(words, first, last):
            yield _mention(sentence, number, first, first, initial, False)
            first, initial = first + 1, False
            continue
        break
    first, last, postnominal = _without_little_words(words, first, last)
    if first <= last:
        yield from _finish(sentence, number, first, last, initial, titled or postnominal)


def _without_little_words(words: Sequence[Word], first: int, last: int) -> tuple[int, int, bool]:
    """A span without what is no part of a name at its ends, and whether letters after a person's name were one."""
    if first <= last and words[first].text.casefold() in PARTICLES | {"of", "and"} and not words[first].capital:
        first += 1
    if last > first + 1 and words[last].text == "No" and words[last + 1 : last + 2] and words[last + 1].text.isdigit():
        last -= 1
    if last - first > 1 and words[last].text in POSTNOMINALS:
        return first, last - 1, True
    return first, last, False


def _a_ship(found: Iterator[Mention]) -> Iterator[Mention]:
    for mention in found:
        yield mention if mention.hyphen else replace(mention, hint="phrase")


def _strips_title(key: str, rest: list[str], headed: bool) -> bool:
    if not rest:
        return False
    if rest[0] in {"of", "for"}:
        return key not in OF_HEADS
    if headed:
        return rest[0] in TITLE_WORDS and rest[0] not in ORGANISATION
    if key in AMBIGUOUS_TITLES:
        after = next((word for word in rest if word not in TITLE_WORDS), "")
        return (
            rest[0] in TITLE_WORDS
            or after in GIVEN_NAMES
            or (key in _BEFORE_PERSONS - ({"lady", "canon"} if len(rest) == 1 else set()) and zipf(rest[-1]) < 3.5)
        )
    return True


def _office(words: tuple[Word, ...], first: int, last: int) -> int:
    """The word after a title, and after the office that it names (`Director of Public Prosecutions`)."""
    position = first + 1
    if position <= last and words[position].text.casefold() in {"of", "for"}:
        position += 1
        while position <= last and (words[position].text.casefold() in GENERIC or not words[position].capital):
            position += 1
    return position


def _strips_adjective(rest: list[str], *, region: bool = False) -> bool:
    """Whether a country's adjective before a name is no part of it: not where only a generic noun would stay.

    A region's (European) stays before generic nouns of any number: `European Court of Human Rights`.
    """
    content = [word for word in rest if word not in PARTICLES and word not in {"of", "for", "and", "the"}]
    if not content:
        return False
    if content[0] in TITLE_WORDS and len(content) > 1 and content[-1] not in ORGANISATION | PLACE:
        return True
    if content[0] in GIVEN_NAMES and content[-1] not in ORGANISATION | PLACE:
        return True
    generic = [word for word in content if word in GENERIC]
    if len(generic) == len(content):
        return len(content) >= 3 and not region
    return content[-1] in ORGANISATION | PLACE and len(content) >= 3 and len(generic) < len(content) - 1


def _is_person_start(words: tuple[Word, ...], first: int, last: int) -> bool:
    key = words[first].text.casefold()
    return (
        (key in GIVEN_NAMES or key in TITLE_WORDS)
        and first < last
        and words[last].text.casefold() not in ORGANISATION | PLACE
    )


def _splits_acronym(words: tuple[Word, ...], first: int, last: int) -> bool:
    """`IRGC Quds Force` is two names; `UN Security Council`, `BBC World Service`, `USS Laboon`, `IG Metall` are one."""
    acronym = words[first]
    if (
        not acronym.acronym
        or last - first < 2
        or len(acronym.text) < 3
        or acronym.text in SHIP_PREFIX
        or country_named(acronym.text)
    ):
        return False
    rest = [word.text.casefold() for word in words[first + 1 : last + 1]]
    return rest[0] in GIVEN_NAMES or (rest[-1] in _UNITS and any(word not in GENERIC for word in rest))


def _finish(sentence: Sentence, number: int, first: int, last: int, initial: bool, titled: bool) -> Iterator[Mention]:
    """Yield the mention, or the parts of a compound (`Iraq-Saudi Arabia`, `RSF-led`, `Marshall Islands-flagged`)."""
    words = sentence.words
    whole = _mention(sentence, number, first, last, initial, titled)
    if is_compound(words[last]):
        name = whole.text.rpartition("-")[0]
        if country_of_adjective(name) is None and (
            first < last or name.isupper() or zipf(name) < 3.0 or is_place(name)
        ):
            yield replace(whole, text=name, hyphen=whole.text.rpartition("-")[2], head="")
        return
    left, _, right = words[first].text.partition("-")
    if is_compound(words[first]):
        if country_of_adjective(left) is None and (left.isupper() or zipf(left) < 3.0 or is_place(left)):
            yield replace(
                _mention(sentence, number, first, first, initial, False),
                text=left,
                hyphen=words[first].text.rpartition("-")[2],
            )
        yield from _carve_one(sentence, number, first + 1, last, False, titled)
        return
    other = " ".join([right, *whole.words[1:]])
    if right and country_named(left) and country_named(other):
        yield replace(_mention(sentence, number, first, first, initial, False), text=left, head="")
        yield replace(whole, text=other)
        return
    yield whole


def _mention(sentence: Sentence, number: int, first: int, last: int, initial: bool, titled: bool) -> Mention:
    words = sentence.words
    parts = []
    nickname = ""
    surname = 0
    for position in range(first, last + 1):
        word = words[position]
        if position < surname:
            continue
        surname = nickname_end(words, position) if position < last else 0
        if surname:
            nickname = " ".join(other.text for other in words[position + 1 : surname])
        own = word.text + (
            "'s"
            if word.possessive and position < last and not word.text.endswith("s")
            else "'"
            if word.possessive and position < last
            else ""
        )
        own = _PREFIX.sub("", own) if position == first else own
        parts.append(
            ("& " if "&" in word.gap and position > first else "")
            + own
            + ("," if position < last and words[position + 1].gap.startswith(",") else "")
            + ("." if position < last and words[position + 1].gap.startswith(".") else "")
        )
    text = " ".join(parts)
    head = "" if words[last].possessive or titled else _head_after(words, last)
    before = words[first].gap
    after = words[last + 1].gap if last + 1 < len(words) else sentence.text[words[last].end :]
    return Mention(
        text,
        sentence,
        number,
        first,
        last,
        initial,
        titled,
        head,
        quoted=bool(re.search(r"[\"“„«‹]$", before) and re.match(r"[,.]?[\"”“»›]", after)),
        bracketed=before.endswith("(") and after.startswith(")"),
        nickname=nickname,
    )


def _head_after(words: tuple[Word, ...], last: int) -> str:
    """The generic noun in small letters right after a name: of two words, or one."""
    following = []
    for position in range(last + 1, min(last + 3, len(words))):
        if words[position].parts or words[position].capital:
            break
        following.append(words[position].text)
    for size in (2, 1):
        phrase = " ".join(following[:size])
        after = last + 1 + size
        of = after < len(words) and words[after].text == "of"
        if len(following) >= size and phrase in FACILITY and not of:
            return phrase
    return ""
