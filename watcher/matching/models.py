"""What a watch-list file may say, as frozen models: exactly its keys, with their defaults."""

import hashlib
import json
from typing import Annotated, Final, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from watcher.matching.kinds import KINDS, NAME_KINDS, ROLES, Kind, Role

__all__ = ["KINDS", "NAME_KINDS", "ROLES", "Example", "Kind", "Role", "Term", "WatchList", "WatchListFile"]

Text: TypeAlias = Annotated[str, Field(min_length=1, max_length=1_000)]
Words: TypeAlias = tuple[Text, ...]
Score: TypeAlias = Annotated[float, Field(ge=0, le=100)]

_CONFIG: Final = ConfigDict(frozen=True, extra="forbid")


class Term(BaseModel):
    """One thing to watch for: a name, an acronym, a phrase, a topic, or a query."""

    model_config = _CONFIG

    name: Text = Field(description="The term's id in the output, and an alias too (but for terms with near or query).")
    kind: Kind = Field("phrase", description="How its aliases are matched.")
    aliases: Words = Field((), description="Further names or spellings; each matches as the name does.")
    role: Role = Field(
        "anchor",
        description="anchor: fires alone. qualified: fires only beside context. context: never fires, but vouches.",
    )
    context: Words | tuple[Words, ...] = Field(
        (), description="For qualified terms: one of these words; or, for a list of lists, one of each list."
    )
    not_: Words = Field((), alias="not", description="A mention that overlaps one of these is no mention.")
    near: tuple[Annotated[Words, Field(min_length=1)], ...] = Field(
        (), description="One word or phrase of each group, in any order, within `within` words."
    )
    within: int = Field(10, ge=1, le=1_000, description="Words from the first to the last of them.")
    across_sentences: bool = Field(False, description="Whether `near` may reach across the end of a sentence.")
    threshold: Score | None = Field(None, description="The score from which a mention counts.")
    weight: float = Field(1.0, ge=0, le=100, description="Ranks matches; never decides.")
    language: str = Field("", max_length=35, description="The language of its words (BCP 47).")
    source: str = Field("", max_length=10_000, description="Where the term comes from; free text.")
    query: str | None = Field(None, min_length=1, max_length=10_000, description="A query in Lucene's syntax.")

    @property
    def names(self) -> tuple[str, ...]:
        """What is looked for as it is written: the name (but for near and query) and the aliases, each once."""
        own = () if self.near or self.query is not None else (self.name,)
        return tuple(dict.fromkeys((*own, *self.aliases)))

    @property
    def context_groups(self) -> tuple[tuple[str, ...], ...]:
        """`context` as groups, one word of each of which is needed; a plain list is one group."""
        plain = tuple(word for word in self.context if isinstance(word, str))
        return (plain,) if plain else tuple(group for group in self.context if isinstance(group, tuple))


class Example(BaseModel):
    """A text, and what the watch list must make of it: the watch list's own test."""

    model_config = _CONFIG

    text: str = Field(min_length=1, max_length=100_000)
    match: bool | Words = Field(True, description="Whether it matches, or the names of the terms that fire.")


class WatchListFile(BaseModel):
    """What one file says."""

    model_config = _CONFIG

    title: str = Field("", max_length=1_000, description="Shown to people; the id where it is empty.")
    enabled: bool = True
    feeds: Words = Field((), description="Only items of these feeds: `tag:iraq`, or a feed's url as configured.")
    languages: Words = Field((), description="Only items in these languages; an unknown language passes.")
    threshold: Score | None = Field(None, description="The score from which a mention counts.")
    exclude: str | None = Field(
        None, min_length=1, max_length=10_000, description="A query: an item that it matches is suppressed as a whole."
    )
    terms: tuple[Term, ...] = Field((), alias="term")
    examples: tuple[Example, ...] = Field((), alias="example")


class WatchList(WatchListFile):
    """A watch list under its id, which is its file's stem and no key of it."""

    id: str

    @property
    def version(self) -> str:
        """A hash of all that decides a match; titles, sources, weights and examples do not."""
        deciding = self.model_dump(mode="json", by_alias=True, exclude={"title", "examples"})
        for term in deciding["term"]:
            del term["source"], term["weight"]
        text = json.dumps([self.id, deciding], sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]
