"""Names of several words to which a single one of them led: whether the next one stands beside it.

Where it does not, the field need not be read: Sai Ko-hai is looked for by a word that much else sounds like.
"""

from collections.abc import Iterable, Mapping

from watcher.matching.fieldtext import DocumentText
from watcher.matching.names import NamePattern, is_small, is_transparent, later_may_match
from watcher.matching.remembering import MOST, Remembering
from watcher.text.fold import fold_word

__all__ = ["Chains", "needs_beside"]


def needs_beside(pattern: NamePattern) -> bool:
    """Whether no mention of a name, full or short, does without the word beside its most telling one.

    Not so for names in scripts without spaces or that may be written as one word, for a place whose first word a head
    may stand in for, nor for a person's surname, if that tells most.
    """
    if len(pattern.units) < 2 or pattern.acronym or pattern.runs or pattern.joined is not None:
        return False
    if pattern.key_unit < len(pattern.units) - 1 or pattern.whole:
        return True
    return pattern.kind != "person" and not pattern.units[pattern.key_unit - 1].generic


class Chains(Remembering[NamePattern]):
    """What stands beside words that led to names."""

    def __init__(self, patterns: Mapping[int, NamePattern]) -> None:
        """Judge these patterns, by their numbers; each `needs_beside`."""
        super().__init__(patterns)
        self._known: dict[tuple[int, str], bool] = {}

    def may_hold(self, number: int, text: DocumentText, triggers: Iterable[str]) -> bool:
        """Whether a document may hold a mention of a name at one of the words that led to it."""
        pattern = self._patterns[number]
        step = 1 if pattern.key_unit < len(pattern.units) - 1 else -1
        return any(
            not word.isascii() or any(self._is_beside(number, text, at, step) for at in text.places(word))
            for word in triggers
        )

    def _is_beside(self, number: int, text: DocumentText, at: int, step: int) -> bool:
        pattern, words = self._patterns[number], text.sequence
        field = text.field_of(at)
        # A word may be two of the name's at once.
        for other in range(at, text.firsts[field + 1] if step > 0 else text.firsts[field] - 1, step):
            word = words[other]
            if self._fits(number, pattern.key_unit + step, word):
                return True
            if other != at and not (
                is_transparent(word)
                or (pattern.middle and not is_small(word))
                or (pattern.of_class and fold_word(word) in pattern.of_class)
            ):
                return False
        return False

    def _fits(self, number: int, unit: int, word: str) -> bool:
        key = (number, word)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= MOST:
                self._known = {}
            known = self._known[key] = later_may_match(self._patterns[number], unit, word)
        return known
