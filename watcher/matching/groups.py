"""What one place of a topic may be filled with.

A *group* is its members' inflected forms (`watcher.matching.lemmas`), the other words for their event
(`watcher.matching.events`), and, for long words, a typing error.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from watcher.matching.events import FAMILIES, OTHERWISE
from watcher.matching.fieldtext import FieldText
from watcher.matching.lemmas import (
    LATIN,
    german_compound_heads,
    german_compound_modifiers,
    lemma_keys,
    separable_parts,
    word_languages,
)
from watcher.matching.nouns import action_words
from watcher.matching.phrases import acronym_key, bare, unelided
from watcher.matching.words import words_alike
from watcher.text.fold import WORD, Token, fold_word

__all__ = ["PARTICLES", "Group", "GroupPlace", "are_german", "compound_keys", "text_keys"]

SCORE_FORM: Final = 98.0
"""Another form of the word."""
SCORE_EVENT: Final = 95.0
"""Another word for the same event."""
MIN_FUZZY: Final = 7
"""A topic's words are fuzzy from so many letters on: below, one edit often makes another word of the language."""
_PARTING: Final = 6
"""Words that may stand within a phrasal verb: `handed the old base over`."""
_BRACKET: Final = 12
"""Words that may stand between a German verb and its prefix, which ends the clause: `nahm am Montag drei fest`."""
_CLAUSE_END: Final = re.compile(r"[^\s\w'’-]|\n")
_CLAUSE_STARTS: Final = frozenset("und oder aber sowie um als wie dass weil ohne nachdem wahrend obwohl".split())
_LATER: Final = 10
"""Words after a family's word among which its company may say that it tells of something else."""
_TURKISH_ENDING: Final = 6
"""Letters of the endings that Turkish sets off by an apostrophe, at most (`-lardan`)."""
_LIGHT: Final = frozenset("etmek edilmek ettirmek".split())
"""Turkish verbs that make a verb of the noun before them: `ihlal etmek`, to breach."""
_REFLEXIVE: Final = frozenset("se sich".split())
_ZWNJ: Final = "\u200c"
PARTICLES: Final = frozenset("out over back down up off away in as".split())
_PARTED: Final = PARTICLES - {"in"}
"""Particles that may stand apart from their verb; `in` is a word of its own too often."""


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a member: the keys under which a text's word meets it."""

    keys: frozenset[str]
    folded: str
    capitals: str = ""
    """Where it is an acronym, its letters: `US` is not `us`."""
    fuzzy: bool = False
    heads: frozenset[str] = frozenset()
    """Where it is a German noun, the keys under which it is a part of a compound: `Luftangriff`, `Angriffskrieg`."""


@dataclass(frozen=True, slots=True)
class _Member:
    words: tuple[_Word, ...]
    parting: int
    """How many other words may stand between its words."""
    event: str = ""
    """Where it is another word for the event: what was written."""
    written: str = ""
    """Where its words are not those that were written: what was."""
    closes: bool = False
    """Whether its last word must end a clause, as a German verb's prefix does."""
    base: str = ""
    """Where it is another English word for the event: its folded base form, by which its company is judged."""


@dataclass(frozen=True, slots=True)
class GroupPlace:
    """Where a group's member stands."""

    words: tuple[int, ...]
    """Token numbers of its words, in order; a phrasal verb may be parted."""
    score: float
    why: str
    skipped: int = 0
    """Characters of its first word that are an elided article."""
    part: Literal["", "last", "first"] = ""
    """Which part of a German compound it is, if it is one: `Truppenabzug` may fill two places."""

    def may_stand_with(self, other: "GroupPlace") -> bool:
        """Whether two groups may be filled so at once."""
        parts = {self.part, other.part}
        return parts == {"first", "last"} or set(self.words).isdisjoint(other.words)

    @property
    def first(self) -> int:
        return self.words[0]

    @property
    def last(self) -> int:
        return self.words[-1]


@lru_cache(maxsize=65_536)
def text_keys(folded: str, languages: tuple[str, ...]) -> frozenset[str]:
    """Keys of a text's word: its forms in each language that applies, with and without an elided article."""
    word = bare(folded)
    mine = [language for language in word_languages(word) if language in languages]
    keys = frozenset({f"={word}", *(f"{language}:{key}" for language in mine for key in lemma_keys(word, language))})
    if rest := unelided(folded):
        keys |= text_keys(rest, languages)
    if "'" in word and "tr" in mine:  # Başkanı'nın
        stem, _, ending = word.partition("'")
        if len(stem) > 2 and len(ending) <= _TURKISH_ENDING:
            keys |= text_keys(stem, languages)
    return keys


@lru_cache(maxsize=16_384)
def compound_keys(folded: str) -> frozenset[str]:
    """Keys of what a text's word may be a German compound of (see `_Word.heads`)."""
    word = bare(folded)
    return frozenset(
        {
            *(f"+{head}" for head in german_compound_heads(word)),
            *(f"+{modifier}-" for modifier in german_compound_modifiers(word)),
        }
    )


def _pattern_keys(folded: str, languages: Sequence[str]) -> frozenset[str]:
    return frozenset(
        {f"={folded}", *(f"{language}:{key}" for language in languages for key in lemma_keys(folded, language))}
    )


@lru_cache(maxsize=16)
def _families(language: str) -> tuple[dict[str, set[int]], dict[tuple[str, ...], set[int]]]:
    """Families by a single word's forms, and by the words of members of several."""
    single: dict[str, set[int]] = {}
    several: dict[tuple[str, ...], set[int]] = {}
    for number, family in enumerate(FAMILIES.get(language, ())):
        for member in family:
            words = tuple(map(fold_word, WORD.findall(member)))
            if len(words) == 1:
                for key in lemma_keys(words[0], language):
                    single.setdefault(key, set()).add(number)
            else:
                several.setdefault(words, set()).add(number)
    return single, several


def _event_words(words: tuple[str, ...], language: str) -> Iterator[str]:
    """Other words for the event that these words name, in that language."""
    single, several = _families(language)
    if len(words) == 1:
        numbers = {n for key in lemma_keys(words[0], language) for n in single.get(key, ())}
    else:
        numbers = {n for first in lemma_keys(words[0], language) for n in several.get((first, *words[1:]), ())}
    for number in sorted(numbers):
        yield from FAMILIES[language][number]


@dataclass(frozen=True, slots=True)
class Group:
    """What one place of a topic may be filled with."""

    texts: tuple[str, ...]
    """As written."""
    members: tuple[_Member, ...]
    starts: dict[str, tuple[int, ...]]
    """Members by a key of their first word."""
    fuzzy: tuple[int, ...]
    """Members whose first word may hold a typing error."""
    heads: bool
    """Whether a member's first word may be the last part of a compound."""

    @classmethod
    def of(cls, texts: Iterable[str], language: str = "", *, events: bool = True, german: bool = False) -> "Group":
        """Compile a group's words; `language` says whose inflection, else all those of a word's script.

        `german` says that its capitalised words are German nouns, which form compounds.
        """
        given = tuple(texts)
        members: dict[tuple[tuple[frozenset[str], str], ...], _Member] = {}
        for text in (writing for one in given for writing in _writings(one)):
            for member in _members(text, language, events=events, german=german):
                members.setdefault(tuple((word.keys, word.capitals) for word in member.words), member)
        made = tuple(members.values())
        starts: dict[str, list[int]] = {}
        for number, member in enumerate(made):
            for key in member.words[0].keys | member.words[0].heads:
                starts.setdefault(key, []).append(number)
        fuzzy = tuple(n for n, member in enumerate(made) if member.words[0].fuzzy)
        heads = any(member.words[0].heads for member in made)
        return cls(given, made, {key: tuple(numbers) for key, numbers in starts.items()}, fuzzy, heads)

    @property
    def spellings(self) -> frozenset[str]:
        """Words one of which a text's word must be like where it has none of the keys of `starts`."""
        return frozenset(self.members[n].words[0].folded for n in self.fuzzy)

    def places(self, field: FieldText) -> list[GroupPlace]:
        """Where its members stand, in order; of several that begin at the same word the surest, then the longest."""
        out: list[GroupPlace] = []
        tokens, languages = field.tokens, field.languages
        compounds = self.heads and "de" in languages
        for at, token in enumerate(tokens):
            keys = text_keys(token.folded, languages)
            if compounds:
                keys |= compound_keys(token.folded)
            numbers = {number for key in keys for number in self.starts.get(key, ())}
            numbers |= {n for n in self.fuzzy if n not in numbers and _typo(self.members[n].words[0], token)}
            found = [place for n in sorted(numbers) if (place := self._place(self.members[n], tokens, at, languages))]
            if found:
                out.append(max(found, key=lambda place: (place.score, place.last)))
        return out

    def _place(
        self, member: _Member, tokens: Sequence[Token], at: int, languages: tuple[str, ...]
    ) -> GroupPlace | None:
        taken, score = list[int](), 100.0
        for number, word in enumerate(member.words):
            reach = member.parting + 1 if number else 0
            for step in range(1, reach + 1) if number else (0,):
                where = taken[-1] + step if number else at
                if where >= len(tokens) or tokens[where].sentence != tokens[at].sentence:
                    return None
                fit = _fit(word, tokens[where], languages)
                if fit:
                    taken.append(where)
                    score = min(score, fit)
                    break
            else:
                return None
        if member.closes and not _ends_clause(tokens, taken[-1]):
            return None
        places = tuple(taken)
        skipped = _elided(tokens[at], member.words[0])
        part = _part(member.words[0], tokens[at], languages) if len(places) == 1 else ""
        words = " ".join(token.text for token in tokens[at : taken[-1] + 1])[skipped:]
        if member.event:
            if _tells_otherwise(member.base, tokens, at, places[-1]):
                return None
            why = f'"{words}" tells the same event as "{member.event}"'
            return GroupPlace(places, min(score, SCORE_EVENT), why, skipped, part)
        if score == 100:
            return GroupPlace(places, score, f'"{words}"', skipped)
        own = member.written or " ".join(word.folded for word in member.words)
        return GroupPlace(places, score, f'"{words}" for "{own}"', skipped, part)


def _elided(token: Token, word: _Word) -> int:
    """Characters of a token that are an article before the word that it is taken for."""
    rest = unelided(token.text)
    return len(token.text) - len(rest) if rest and bare(token.folded) != word.folded else 0


def _ends_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands at the end of its clause."""
    if at + 1 >= len(tokens):
        return True
    after = tokens[at + 1]
    return bool(_CLAUSE_END.search(after.before)) or after.folded in _CLAUSE_STARTS


def _tells_otherwise(base: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the company of a family's word says that it tells of something else.

    Half of a compound seldom tells of the event: `far-left`, `left-wing`. The rest is a table's matter.
    """
    if not base:
        return False
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if tokens[first].before == "-" or (after is not None and after.before == "-"):
        return True
    other = OTHERWISE.get(base)
    if other is None:
        return False
    if tokens[first].folded in other.forms:
        return True
    sentence = tokens[first].sentence
    before = tokens[first - 1] if first and tokens[first - 1].sentence == sentence else None
    if before is not None and (before.folded in other.before or (other.dated and before.text.isdigit())):
        return True
    if after is None or after.sentence != sentence:
        return False
    if after.folded in other.after or (other.dated and after.text[0].isdigit()):
        return True
    later = tokens[last + 1 : last + 1 + _LATER]
    return any(token.folded in other.later for token in later if token.sentence == sentence)


def _writings(text: str) -> Iterator[str]:
    """A member as given, then without what a dictionary writes with it: `s'effondrer`, `ihlal etmek`, `آتش‌بس`."""
    yield text
    if _ZWNJ in text:  # many write a space in its stead
        yield text.replace(_ZWNJ, " ")
    raw = WORD.findall(text)
    folded = list(map(fold_word, raw))
    if len(raw) > 1 and folded[0] in _REFLEXIVE:
        yield " ".join(raw[1:])
    elif len(raw) == 2 and folded[1] in _LIGHT:
        yield raw[0]
    elif len(raw) == 1 and (rest := unelided(raw[0])):
        yield rest


def _members(text: str, language: str, *, events: bool, german: bool = False) -> Iterator[_Member]:
    raw = WORD.findall(text)
    folded = tuple(bare(fold_word(word)) for word in raw)
    languages = (
        (language,) if language else tuple(dict.fromkeys(one for word in folded for one in word_languages(word)))
    )
    shouted = text.isupper() and len(raw) > 1
    own = [_word(r, f, languages, shouted=shouted, german=german) for r, f in zip(raw, folded, strict=True)]
    yield _Member(tuple(own), _parting(folded))
    shortest = 3 if "en" in languages else 2
    if len(raw) == 2 and all(len(w) >= shortest and w.isalpha() for w in folded) and not any(w.capitals for w in own):
        yield _Member((_word("".join(raw), "".join(folded), languages, shouted=False),), 0, written=text)  # airbase
    if any(len(word.capitals) > 1 for word in own):  # `US forces` is also written `U.S. forces`
        spelled = [
            letter
            for word in own
            for letter in ([_Word(frozenset({f"={c.lower()}"}), c.lower(), c) for c in word.capitals] or [word])
        ]
        yield _Member(tuple(spelled), 0)
    if not events:
        return
    if len(raw) == 1 and "de" in languages:
        yield from _parted(text, folded[0], is_verb=raw[0][0].islower())
    for one in languages:
        for other in _event_words(folded, one):
            words = tuple(map(fold_word, WORD.findall(other)))
            yield _other(words, one, text, parted="…" in other)
            if one == "de" and len(words) == 1:
                yield from _parted(text, words[0], is_verb=True, event=text)
        if len(folded) == 1 and not own[0].capitals:
            bases = sorted(lemma_keys(folded[0], one), key=lambda base: base != folded[0]) if one == "en" else folded
            for word in dict.fromkeys(word for base in bases for word in action_words(base, one)):
                yield _other((word,), one, text)


def _other(words: tuple[str, ...], language: str, event: str, *, parted: bool = False) -> _Member:
    """Another word, or words, for what was written; `parted` where others may stand between them."""
    made = tuple(_Word(_pattern_keys(word, (language,)), word) for word in words)
    heads = _compounded(key for key in lemma_keys(words[0], "de") if len(key) >= 4)
    if language == "de" and len(words) == 1 and not words[0].endswith("en"):
        made = (_Word(made[0].keys, words[0], heads=heads),)
    parting = _PARTING if parted else _parting(words)
    return _Member(made, parting, event=event, base=_base(words) if language == "en" else "")


def _base(words: tuple[str, ...]) -> str:
    """The form under which an English word's company is listed, if it is: `freeing` → free."""
    written = " ".join(words)
    forms = lemma_keys(words[0], "en") if len(words) == 1 and written not in OTHERWISE else ()
    return next((form for form in sorted(forms) if form in OTHERWISE), written)


def _parted(written: str, folded: str, *, is_verb: bool, event: str = "") -> Iterator[_Member]:
    """A German verb whose prefix stands apart: `nahm … fest` for `Festnahme`."""
    for prefix, stem in separable_parts(folded, is_verb=is_verb):
        keys = frozenset({f"de:{stem}", *([f"de:{stem}~"] if len(stem) == 3 else ())})  # hebt … auf
        words = (_Word(keys, stem), _Word(frozenset({f"={prefix}"}), prefix))
        yield _Member(words, _BRACKET, event=event, written=written, closes=True)


@lru_cache(maxsize=1)
def _german_alone() -> frozenset[str]:
    """German event words that are no event words of another language in Latin script."""
    others = {key for language in LATIN if language != "de" for key in _families(language)[0]}
    words = (fold_word(member) for family in FAMILIES["de"] for member in family)
    return frozenset(word for word in words if word not in others)


def are_german(texts: Iterable[str]) -> bool:
    """Whether some word among these can only be German."""
    return any(
        "ß" in text or (fold_word(text) in _german_alone() and (text[:1].isupper() or text.endswith("en")))
        for text in texts
    )


def _heads(raw: str, folded: str, languages: Sequence[str], *, german: bool) -> frozenset[str]:
    """Keys under which a German noun is part of a compound; none for what is no German noun for certain."""
    if "de" not in languages or len(folded) < 4 or not raw[0].isupper() or raw.isupper():
        return frozenset()
    forms = {key for key in lemma_keys(folded, "de") if len(key) >= 4}
    certain = german or tuple(languages) == ("de",) or not raw.isascii()
    if not certain and _families("de")[0].keys().isdisjoint(forms):
        return frozenset()
    return _compounded(forms)


def _compounded(forms: Iterable[str]) -> frozenset[str]:
    return frozenset(f"+{form}{end}" for form in forms for end in ("", "-"))


def _part(word: _Word, token: Token, languages: tuple[str, ...]) -> Literal["", "last", "first"]:
    """Which part of a compound a word is in a token that holds it."""
    if not word.heads or "de" not in languages or not word.keys.isdisjoint(text_keys(token.folded, languages)):
        return ""
    found = word.heads & compound_keys(token.folded)
    return ("first" if all(key.endswith("-") for key in found) else "last") if found else ""


def _word(raw: str, folded: str, languages: Sequence[str], *, shouted: bool, german: bool = False) -> _Word:
    letters = acronym_key(raw)
    if len(letters) > 1 and letters.isupper() and letters.isascii() and letters.isalpha() and not shouted:
        return _Word(frozenset({f"={fold_word(letters)}", f"={fold_word(letters)}s"}), fold_word(letters), letters)
    fuzzy = len(folded) >= MIN_FUZZY and not any(char.isdigit() for char in folded)
    return _Word(
        _pattern_keys(folded, languages), folded, fuzzy=fuzzy, heads=_heads(raw, folded, languages, german=german)
    )


def _parting(words: tuple[str, ...]) -> int:
    return _PARTING if len(words) == 2 and words[1] in _PARTED else 0


def _fit(word: _Word, token: Token, languages: tuple[str, ...]) -> float:
    if word.capitals:
        return 100.0 if acronym_key(token.text) == word.capitals else 0.0
    folded = bare(token.folded)
    if folded == word.folded:
        return 100.0
    if not word.keys.isdisjoint(text_keys(token.folded, languages)):
        return 100.0 if bare(unelided(token.folded)) == word.folded else SCORE_FORM
    if word.heads and "de" in languages and not word.heads.isdisjoint(compound_keys(token.folded)):
        return SCORE_FORM
    return _typo(word, token)


def _typo(word: _Word, token: Token) -> float:
    if not word.fuzzy or len(token.folded) < MIN_FUZZY - 1:
        return 0.0
    return words_alike(word.folded, bare(token.folded))
