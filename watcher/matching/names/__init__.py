"""Names across spellings and scripts.

    alias ─▶ compile_name ─▶ NamePattern ──keys──▶ index over token_keys(word) ─▶ match_name ─▶ Mention

A word becomes phonemes (`phonemes`), read in every likely way (`word`), a watch list's also as other languages would
spell it (`readings`, `rivals`); its consonant skeleton is its index key (`skeleton`); where keys meet, an alignment
with weighted edits decides (`align`, `fit`), unit by unit along the text (`match`). Scripts without spaces are searched
letter by letter (`running`). Closed classes of words and what no string method knows are tables (`tables`, `aliases`,
`exonyms`).
"""

from watcher.matching.names.aliases import expand_aliases
from watcher.matching.names.apart import begins_another, is_titled, stands_apart
from watcher.matching.names.compounds import may_fall_apart
from watcher.matching.names.fit import joined_fits, unit_fits, whole_fits
from watcher.matching.names.heard import Found, UnitWords, heard
from watcher.matching.names.lexicon import Lexicon
from watcher.matching.names.match import match_name, may_match
from watcher.matching.names.orders import other_forms
from watcher.matching.names.pairs import Asked, Pairs
from watcher.matching.names.pattern import NameKind, NamePattern, Unit, compile_name
from watcher.matching.names.same import same_name
from watcher.matching.names.units import (
    class_keys,
    has_short_forms,
    is_compound,
    is_latin,
    is_small,
    is_transparent,
    later_may_match,
    manner_of,
    may_be_small,
    middle_keys,
    needs_one_word_only,
    word_forms,
)
from watcher.matching.names.word import token_keys

__all__ = [
    "Asked",
    "Found",
    "Lexicon",
    "NameKind",
    "NamePattern",
    "Pairs",
    "Unit",
    "UnitWords",
    "begins_another",
    "class_keys",
    "compile_name",
    "expand_aliases",
    "has_short_forms",
    "heard",
    "is_compound",
    "is_latin",
    "is_small",
    "is_titled",
    "is_transparent",
    "joined_fits",
    "later_may_match",
    "manner_of",
    "match_name",
    "may_be_small",
    "may_fall_apart",
    "may_match",
    "middle_keys",
    "needs_one_word_only",
    "other_forms",
    "same_name",
    "stands_apart",
    "token_keys",
    "unit_fits",
    "whole_fits",
    "word_forms",
]
