"""What stands around a mention: gaps, generic heads, articles, other names."""

import re
from collections.abc import Sequence
from typing import Final

from watcher.matching.names.fit import unit_fits
from watcher.matching.names.pattern import NameKind, NamePattern, Unit
from watcher.matching.names.tables import ADJACENT_HEADS, ARTICLES, LONGER, MOVEMENT, OF, ORGANISATION_HEADS, TITLES
from watcher.matching.names.word import analyse, case_of
from watcher.text.fold import Token

__all__ = [
    "after_article",
    "another_given_name",
    "class_beside",
    "head_beside",
    "is_second_half",
    "joined_by",
    "organisation_head_beside",
    "within_longer",
]

_WITHIN_NAME: Final = re.compile(r"[\s\-‐-―−־'’‘\"“”«»·・‧•&/.]*\Z")
_MAX_GAP: Final = 6
_HEADS: Final = ORGANISATION_HEADS | MOVEMENT
_OF_PERSIAN: Final = frozenset({"e", "i"})
"""The ezafe, as it is romanised: Hezb-e Islami."""
_MOST_HEADS: Final = 4
_MOST_PARTICLES: Final = 2


def joined_by(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token and the one before it can belong to one name."""
    gap = tokens[at].before
    if gap in (" ", "-", ""):
        return True
    if len(gap) > _MAX_GAP or tokens[at].sentence != tokens[at - 1].sentence:
        return False
    if not _WITHIN_NAME.match(gap):
        return False
    return "." not in gap or len(tokens[at - 1].folded) <= 3


def head_beside(
    tokens: Sequence[Token], first: int, last: int, heads: frozenset[str], *, of: bool = False
) -> tuple[int, int, bool]:
    """(first, last, whether there was one) of the mention widened by generic heads beside it, or before an `of`."""
    left, right = first, last
    found = False
    while right + 1 < len(tokens) and right - last < _MOST_HEADS and joined_by(tokens, right + 1):
        at = right + 1
        while at - right <= _MOST_PARTICLES and at + 1 < len(tokens) and _belongs(tokens[at].folded, heads):
            at += 1
        if not _is_head(tokens[at].folded, heads):
            break
        found = True
        right = at
    while left > 0 and first - left < _MOST_HEADS and joined_by(tokens, left):
        folded = tokens[left - 1].folded
        before = _past_articles(tokens, left, OF if of else frozenset())
        if before < left and before and joined_by(tokens, before) and _is_head(tokens[before - 1].folded, heads):
            left = before
            continue
        if not _is_head(folded, heads) and not (
            folded in ADJACENT_HEADS and left > 1 and tokens[left - 2].folded in heads
        ):
            break
        found = found or _is_head(folded, heads)
        left -= 1
    return left, right, found


def _belongs(folded: str, heads: frozenset[str]) -> bool:
    return folded in ADJACENT_HEADS and folded not in heads


def _past_articles(tokens: Sequence[Token], at: int, others: frozenset[str]) -> int:
    """The first of the articles (and `others`) that stand before a word, two at most; the word where there are none."""
    low = at
    while low > 0 and at - low < _MOST_PARTICLES and joined_by(tokens, low):
        word = analyse(tokens[low - 1].text)
        if not (word.article or word.folded in others):
            break
        low -= 1
    return low


def _is_head(folded: str, heads: frozenset[str]) -> bool:
    if folded in heads:
        return True
    return any(r.folded in heads for p in analyse(folded).parts for r in p.readings if r.lead or r.trail)


def organisation_head_beside(tokens: Sequence[Token], first: int, last: int) -> bool:
    before = _past_articles(tokens, first, _OF_PERSIAN) - 1
    beside = [at for at in (first - 1, before, last + 1) if 0 <= at < len(tokens)]
    return any(_is_head(tokens[at].folded, _HEADS) for at in beside)


_SERVANT: Final = frozenset({"abd"})
_SOMEONES: Final = frozenset({"abd", "abu", "umm"})


def is_second_half(kind: NameKind, tokens: Sequence[Token], token: int, part: int) -> bool:
    """Whether a name's first word is but the second half of a compound: Abdel Fattah and Abu Fatah are not Fatah.

    A person may be called by the name without an Abu before it.
    """
    tags = _SERVANT if kind == "person" else _SOMEONES
    if part:
        return analyse(tokens[token].text).parts[part - 1].tag in tags
    before = token - 1
    while before > 0 and analyse(tokens[before].text).article and joined_by(tokens, before + 1):
        before -= 1
    return before >= 0 and analyse(tokens[before].text).parts[-1].tag in tags and joined_by(tokens, before + 1)


def class_beside(tokens: Sequence[Token], first: int, last: int, unit: Unit | None) -> int | None:
    """Where a name's own class word stands beside it under another spelling (`Сарая`, `Leewa`); None: nowhere."""
    before = _past_articles(tokens, first, OF) - 1
    if unit is None:
        return None
    if before >= 0 and joined_by(tokens, before + 1) and _spells(unit, tokens[before]):
        return before
    after = last + 1
    return after if after < len(tokens) and joined_by(tokens, after) and _spells(unit, tokens[after]) else None


def _spells(unit: Unit, token: Token) -> bool:
    """Whether a word with a capital, or of a script without, is the class word under another spelling."""
    return case_of(token.text) != "lower" and unit_fits(unit, token.text)


def within_longer(pattern: NamePattern, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the mention is but the end, or the start, of another thing's longer name."""
    neighbours = LONGER.get(pattern.longer)
    if neighbours is None:
        return False
    before, after = first - 1, last + 1
    while before > 0 and analyse(tokens[before].text).article:
        before -= 1
    return (before >= 0 and tokens[before].folded in neighbours and joined_by(tokens, before + 1)) or (
        after < len(tokens) and tokens[after].folded in neighbours and joined_by(tokens, after)
    )


def another_given_name(tokens: Sequence[Token], first: int) -> bool:
    """Whether another name stands before a surname: another person of the family."""
    at = first - 1
    while at >= 0 and joined_by(tokens, at + 1):
        word = analyse(tokens[at].text)
        if word.skippable:
            at -= 1
            continue
        if word.case in ("none", "lower") or word.folded in TITLES:
            return False
        starts_sentence = at == 0 or tokens[at].sentence != tokens[at - 1].sentence
        return not (starts_sentence and len(word.folded) <= 3)
    return False


def after_article(tokens: Sequence[Token], token: int) -> bool:
    return token > 0 and tokens[token - 1].folded in ARTICLES
