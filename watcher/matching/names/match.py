"""Finding a compiled name in the words of a text.

    anchor    a word with one of the name's keys, which aligns with the key unit
    extend    left and right: every other unit in order; articles, particles and initials in between are free
    judge     capitals, heads, whole words, what is known to be another thing
    explain   the differences in words

All content words of a name must be found, and nothing may stand in for one of them. What is less is a partial mention:
a surname alone, an initial with the surname, a place or organisation without the head that makes it one. Whether those
count is the caller's to decide from the rest of the item.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from watcher.matching.mention import Mention
from watcher.matching.names.around import (
    after_article,
    another_given_name,
    class_beside,
    head_beside,
    is_second_half,
    joined_by,
    organisation_head_beside,
    within_longer,
)
from watcher.matching.names.chinese import heard_keys
from watcher.matching.names.eastern import heard_in_run, in_hangul, in_run
from watcher.matching.names.explain import differences
from watcher.matching.names.fit import Fit, fit_of, joined_fits
from watcher.matching.names.pattern import MIN_APART_RIVAL, NamePattern
from watcher.matching.names.readings import DECLINED
from watcher.matching.names.running import has_running_script
from watcher.matching.names.tables import (
    COMMON_PARTS,
    HEADS,
    INSTALLATION_HEADS,
    MOVEMENT,
    ORGANISATION_HEADS,
)
from watcher.matching.names.walk import MAX_SKIPS, Walk, extend
from watcher.matching.names.word import ADJECTIVE, analyse, case_of, token_keys
from watcher.text.fold import Token

__all__ = ["match_name", "may_match"]


_ORGANISATIONS: Final = ORGANISATION_HEADS | MOVEMENT
_LEAST_SCORE: Final = 85.0
"""Of the furthest spelling that still counts."""
_LEAST_HALF: Final = 3
_HYPHEN: Final = re.compile("[\\-\u2010-\u2015\u2212]")
"""After one, the second half of a given name is small: Jong-un."""
_LONGEST_ACRONYM: Final = 5
_SAME_GIVEN: Final = 0.25
_AROUND: Final = 60
"""How many words on either side tell how the text uses capitals."""


def may_match(pattern: NamePattern, word: str) -> bool:
    """Whether a raw word can be the one that the pattern is looked up by: a cheap test before any text is read.

    Where it says no, `match_name` finds no mention anchored at that word. Depends on its arguments alone.
    """
    if pattern.acronym or _is_run(pattern, word):
        return pattern.keys[0] in token_keys(word)
    found = analyse(word)
    if pattern.korean and found.script == "hangul":
        keys = token_keys(word)
        return any(key in keys for key in pattern.keys if key[0] == "^")
    if pattern.heard and has_running_script(word) and not set(heard_keys(pattern.heard)).isdisjoint(token_keys(word)):
        return True
    unit = pattern.units[pattern.key_unit]
    alone = _is_alone(pattern)
    if found.folded in pattern.halves or any(fit_of(unit, part, True, alone) is not None for part in found.parts):
        return True
    return pattern.joined is not None and joined_fits(pattern.joined, word)


def _is_alone(pattern: NamePattern) -> bool:
    """Whether nothing but its own letters tells the name."""
    return len(pattern.units) == 1 and not pattern.of_class


def _has_case(walk: Walk, cases: tuple[str, ...], least: int = 1) -> bool:
    """Whether the text around a mention has words of so many letters in one of these cases."""
    at = min(token for token, _ in walk.places.values())
    around = walk.tokens[max(0, at - _AROUND) : at + _AROUND]
    return any(case_of(token.text) in cases and len(token.text) >= least for token in around)


def _capitals_missing(pattern: NamePattern, walk: Walk) -> bool:
    """Whether a word of the mention is small where the text writes names with capitals."""
    tokens = walk.tokens
    taken = {token for token, _ in walk.places.values()}
    small = [
        unit
        for unit, (token, _) in walk.places.items()
        if case_of(tokens[token].text) == "lower"
        and not (pattern.kind == "person" and token - 1 in taken and _HYPHEN.fullmatch(tokens[token].before))
        and not (pattern.units[unit].lower and unit in walk.fits and walk.fits[unit].share == 0)
    ]
    if not small:
        return False
    if pattern.kind != "person" and len(small) < len(walk.places) and 0 not in small:
        # Languages differ in how much of the name of an organisation or place has capitals: the first word has.
        return any(unit in walk.fits and walk.fits[unit].share > 0 for unit in small)
    return _has_case(walk, ("upper", "title"))


def _is_acronym(walk: Walk) -> bool:
    """Whether a short word is in capitals, unlike the text, and not letter for letter the name: an acronym."""
    for unit, (token, _) in walk.places.items():
        text = walk.tokens[token].text
        if len(text) > _LONGEST_ACRONYM or case_of(text) != "upper":
            continue
        fit = walk.fits.get(unit)
        if fit is None or fit.reading.script != fit.unit_reading.script:
            continue
        if fit.reading.folded != fit.unit_reading.folded:
            return _has_case(walk, ("lower", "title"), 2)  # a letter by itself is in no case
    return False


def _agrees(walk: Walk) -> bool:
    """Whether all words that could be declined are, or none: `Daniela Ortega` is not Daniel Ortega."""
    declined = [fit.unit_reading.note == DECLINED for fit in walk.fits.values()]
    return all(declined) or not any(declined)


def _whole_words(walk: Walk) -> bool:
    """Whether every part of the words at both ends was used (`Nasr` is not found in `Nasrallah`)."""
    used = set(walk.places.values())
    for token in {token for token, _ in used}:
        for part in range(len(analyse(walk.tokens[token].text).parts)):
            if (token, part) not in used:
                return False
    return True


def _anchors(pattern: NamePattern, tokens: Sequence[Token], near: int | None) -> Iterator[int]:
    keys = frozenset(pattern.keys)
    # Between two words of a name stand three at most; heads and articles widen it by a few.
    reach = (MAX_SKIPS + 1) * len(pattern.units) + 2 * MAX_SKIPS + 2
    low, high = (0, len(tokens)) if near is None else (max(0, near - reach), min(len(tokens), near + reach + 1))
    for at in range(low, high):
        if not keys.isdisjoint(token_keys(tokens[at].text)):
            yield at


def match_name(pattern: NamePattern, tokens: Sequence[Token], near: int | None = None) -> list[Mention]:
    """All mentions of the name in a text, in order; with `near`, only those that token number `near` is part of.

    Never raises, whatever the text. Time is linear in the text, and independent of it beyond the neighbourhood with
    `near`.
    """
    found: list[Mention] = []
    for at in _anchors(pattern, tokens, near):
        if _is_run(pattern, tokens[at].text):
            found += [m for m in in_run(pattern, tokens, at) if near is None or m.first <= near <= m.last]
            continue
        if pattern.heard and (heard := heard_in_run(pattern, tokens, at)):
            found += [m for m in heard if near is None or m.first == near]
            continue
        mention = (
            _acronym_at(pattern, tokens, at)
            if pattern.acronym
            else (in_hangul(pattern, tokens, at) if pattern.korean else None) or _mention_at(pattern, tokens, at)
        )
        if mention is not None and (near is None or mention.first <= near <= mention.last):
            found.append(mention)
    return found


def _is_run(pattern: NamePattern, word: str) -> bool:
    """Whether the name is looked for letter by letter in this word; else, if it is such a name, it is heard."""
    return bool(pattern.runs) and (len(pattern.keys) == 1 or has_running_script(word))


def _acronym_at(pattern: NamePattern, tokens: Sequence[Token], at: int) -> Mention | None:
    token = tokens[at]
    own = pattern.units[0].part.readings[0].folded
    for reading in analyse(token.text).parts[0].readings:
        if reading.folded != own or reading.joined:
            continue
        end = token.end - reading.trail
        written = token.text[: len(token.text) - reading.trail]
        if written.isupper():
            return Mention(at, at, token.start, end, 100.0, f'"{written}": the same acronym')
        if len(own) >= 4 and written.istitle():
            return Mention(at, at, token.start, end, 88.0, f'"{written}" ~ "{pattern.alias}": acronym as a word')
    return None


def _mention_at(pattern: NamePattern, tokens: Sequence[Token], at: int) -> Mention | None:
    unit = pattern.units[pattern.key_unit]
    alone = _is_alone(pattern)
    word = analyse(tokens[at].text)
    best: Mention | None = None
    for number, part in enumerate(word.parts):
        fit = fit_of(unit, part, after_article(tokens, at), alone)
        if fit is None:
            continue
        walk = Walk(tokens, {pattern.key_unit: fit}, {pattern.key_unit: (at, number)})
        missing_left = extend(walk, pattern, -1)
        missing_right = extend(walk, pattern, +1)
        mention = _judge(pattern, walk, missing_left, missing_right)
        if mention is not None and (
            best is None or (not mention.partial, mention.score) > (not best.partial, best.score)
        ):
            best = mention
    return best or _joined_at(pattern, tokens, at) or _apart_at(pattern, tokens, at)


def _joined_at(pattern: NamePattern, tokens: Sequence[Token], at: int) -> Mention | None:
    """A name of two words written as one."""
    parts = analyse(tokens[at].text).parts
    if pattern.joined is None or len(parts) != 1:
        return None
    fit = fit_of(pattern.joined, parts[0], False, True)
    if fit is None:
        return None
    walk = Walk(tokens, {0: fit}, {0: (at, 0)})
    if _capitals_missing(pattern, walk) or _is_acronym(walk):
        return None
    return _mention(pattern, walk, at, at, partial=False, note="two words written as one")


def _apart_at(pattern: NamePattern, tokens: Sequence[Token], at: int) -> Mention | None:
    """A name of one word written as two, of which this one is the first or the last."""
    if tokens[at].folded not in pattern.halves:
        return None
    for first in (at, at - 1):
        if first < 0 or first + 1 >= len(tokens) or not joined_by(tokens, first + 1):
            continue
        if case_of(tokens[first + 1].text) == "lower":
            continue
        found = analyse(tokens[first].folded + tokens[first + 1].folded)
        fit = fit_of(pattern.units[0], found.parts[0], False, True) if len(found.parts) == 1 else None
        if fit is None:
            continue
        same = fit.reading.folded == fit.unit_reading.folded
        if not same and (len(fit.unit_reading.folded) < MIN_APART_RIVAL or len(tokens[first + 1].folded) < _LEAST_HALF):
            continue
        walk = Walk(
            tokens,
            {0: Fit(fit.reading._replace(lead=0, trail=0), fit.unit_reading, fit.share, fit.typo)},
            {0: (first, 0)},
        )
        if not (_capitals_missing(pattern, walk) or _is_acronym(walk)):
            return _mention(pattern, walk, first, first + 1, partial=False, note="one word written as two")
    return None


def _judge(pattern: NamePattern, walk: Walk, missing_left: int | None, missing_right: int | None) -> Mention | None:
    if (walk.initial and pattern.whole) or (walk.middle and not _is_one_person(walk)):
        return None
    partial = walk.initial
    note = "given name as an initial" if walk.initial else "with another name between" if walk.middle else ""
    whole = missing_left is None and missing_right is None
    if not whole:
        short = _short_form(pattern, walk, missing_left, missing_right)
        if short is None:
            return None
        partial, note = short
    if pattern.kind != "place" and any(fit.reading.note == ADJECTIVE for fit in walk.fits.values()):
        return None
    if pattern.strict and pattern.units[0].article and _lacks_article(walk.fits[pattern.key_unit]):
        return None
    if not _whole_words(walk) or not _agrees(walk) or _capitals_missing(pattern, walk) or _is_acronym(walk):
        return None
    first = min(token for token, _ in walk.places.values())
    last = max(token for token, _ in walk.places.values())
    begins = min(walk.places.values())
    if within_longer(pattern, walk.tokens, first, last) or is_second_half(pattern.kind, walk.tokens, *begins):
        return None
    if pattern.of_class:
        first, last, beside = head_beside(walk.tokens, first, last, pattern.of_class, of=True)
        if not (beside or walk.classed):
            at = class_beside(walk.tokens, first, last, pattern.class_unit)
            if at is not None:
                first, last = min(first, at), max(last, at)
            elif not (pattern.class_optional and _tells_alone(pattern, walk)):
                return None
    if pattern.kind == "place":
        wide_first, wide_last, head = head_beside(walk.tokens, first, last, HEADS)
        if head:
            first, last = wide_first, wide_last
        headless = pattern.strict and not head and not _has_article_too(pattern, walk)
    else:
        headless = pattern.kind == "organisation" and not organisation_head_beside(walk.tokens, first, last)
        if pattern.head and not headless:
            first, last, _ = head_beside(walk.tokens, first, last, _ORGANISATIONS)
    if pattern.head and len(pattern.units) == 1 and headless:
        partial, note = True, "without its head"
    return _mention(pattern, walk, first, last, partial=partial, note=note)


def _lacks_article(fit: Fit) -> bool:
    """Whether a word of Arabic letters has no article, with which alone it is a name: al-Bab, but not باب (door)."""
    return fit.reading.script == "arabic" and fit.unit_reading.script != "arabic" and not fit.reading.article


def _is_one_person(walk: Walk) -> bool:
    """Whether a name with others in between is still one person's: nothing parts them, the given name sounds alike."""
    given = walk.fits.get(0)
    if walk.parted or given is None:
        return False
    return given.reading.script != given.unit_reading.script or given.share <= _SAME_GIVEN


def _tells_alone(pattern: NamePattern, walk: Walk) -> bool:
    """Whether a name of one word is met closely enough to do without what it is of."""
    token, part = walk.places[pattern.key_unit]
    word = analyse(walk.tokens[token].text)
    return fit_of(pattern.units[0], word.parts[part], after_article(walk.tokens, token), True) is not None


def _has_article_too(pattern: NamePattern, walk: Walk) -> bool:
    """Whether name and text both have the article, where capitals tell a name: al-Hol, but not الهول (the horror).

    Nor where a given name stands before it: Bashar al-Asad.
    """
    token, _ = walk.places[pattern.key_unit]
    fit = walk.fits[pattern.key_unit]
    has = after_article(walk.tokens, token) or fit.reading.joined
    return (
        pattern.units[0].article
        and has
        and case_of(walk.tokens[token].text) in ("title", "upper")
        and not another_given_name(walk.tokens, token)
    )


def _short_form(
    pattern: NamePattern, walk: Walk, missing_left: int | None, missing_right: int | None
) -> tuple[bool, str] | None:
    """(whether partial, note) where what was found stands for the name without the missing units; else None."""
    tokens = walk.tokens
    first = min(token for token, _ in walk.places.values())
    last = max(token for token, _ in walk.places.values())
    if missing_right is not None or missing_left is None or pattern.whole:
        return None
    if pattern.kind == "place":
        generics_only = all(unit.generic for unit in pattern.units[: missing_left + 1])
        _, _, installation = head_beside(tokens, first, last, INSTALLATION_HEADS, of=True)
        return (False, "a military head instead of the first word") if generics_only and installation else None
    if pattern.kind != "person" or pattern.key_unit != len(pattern.units) - 1 or missing_left != pattern.key_unit - 1:
        return None
    surname = pattern.units[-1]
    if pattern.units[-2].part.tag or surname.part.tag or surname.part.readings[0].folded in COMMON_PARTS:
        return None
    token, part = walk.places[pattern.key_unit]
    if fit_of(surname, analyse(tokens[token].text).parts[part], after_article(tokens, token), True) is None:
        return None
    return None if another_given_name(tokens, first) else (True, "surname alone")


def _mention(pattern: NamePattern, walk: Walk, first: int, last: int, *, partial: bool, note: str) -> Mention:
    tokens = walk.tokens
    fits = [walk.fits[n] for n in sorted(walk.fits)]
    shares = [fit.share for fit in fits]
    spent = 0.5 * max(shares) + 0.5 * sum(shares) / len(shares)
    score = 100.0 - 15.0 * spent
    if note and not partial:
        score = max(_LEAST_SCORE, score - 3.0)
    if partial:
        score = min(score - 5.0, 90.0)
    if (
        pattern.units[min(walk.places)].article
        and first > 0
        and after_article(tokens, first)
        and joined_by(tokens, first)
    ):
        first -= 1
    start, end = tokens[first].start, tokens[last].end
    token_of = {n: walk.places[n][0] for n in walk.fits}
    for number, fit in walk.fits.items():
        if token_of[number] == first and fit.reading.lead:
            start = tokens[first].start + fit.reading.lead
        if token_of[number] == last and fit.reading.trail:
            end = tokens[last].end - fit.reading.trail
    written = tokens[first].text + "".join(t.before + t.text for t in tokens[first + 1 : last + 1])
    pairs = [(walk.fits[n].unit_reading, walk.fits[n].reading, walk.fits[n].typo) for n in sorted(walk.fits)]
    why = f'"{written}" ~ "{pattern.alias}": {differences(pairs, note)}'
    return Mention(first, last, start, end, round(score, 1), why, partial)
