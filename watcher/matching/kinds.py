"""Kinds and roles of terms. Apart from the models of files, which worker processes do without."""

from typing import Final, Literal, TypeAlias

__all__ = ["KINDS", "NAME_KINDS", "ROLES", "Kind", "Role"]

Kind: TypeAlias = Literal["person", "organisation", "place", "topic", "acronym", "phrase"]
Role: TypeAlias = Literal["anchor", "qualified", "context"]
KINDS: Final[tuple[Kind, ...]] = ("person", "organisation", "place", "topic", "acronym", "phrase")
NAME_KINDS: Final = frozenset({"person", "organisation", "place"})
ROLES: Final[tuple[Role, ...]] = ("anchor", "qualified", "context")
