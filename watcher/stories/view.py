"""A story's items told apart: which is the origin, which are reprints, how many sources are independent."""

from collections.abc import Sequence
from dataclasses import dataclass

from watcher.stories.features import Features, read
from watcher.stories.similarity import compare
from watcher.types import StoryMember

__all__ = ["StoryView", "story_view"]


@dataclass(frozen=True, slots=True)
class StoryView:
    """Who said it first, and who only repeats it: "7 sources, 2 independent"."""

    origin: int | None
    """Item id of the earliest item, where an agency's text is reprinted the earliest that prints it; None: no items."""
    sources: int
    """Different feeds."""
    independent: int
    """Feeds with a text of their own; all reprints of one text, or of one agency's report, count as one."""
    copies: tuple[tuple[int, int], ...]
    """(item id, item id of the text that it reprints), in order of time."""
    agencies: tuple[str, ...]
    """News agencies that are credited, each once, in order of time."""


def story_view(members: Sequence[StoryMember]) -> StoryView:
    """Tell origin and reprints apart. The order of `members` does not matter."""
    ordered = sorted(members, key=lambda m: (m.at, m.item_id))
    texts: list[tuple[StoryMember, Features]] = []
    voices: list[set[str]] = []
    agency_voice: dict[str, int] = {}
    copies: list[tuple[int, int]] = []
    for member in ordered:
        features = read(member.fingerprint.data)
        original = next(
            (i for i, (_, text) in enumerate(texts) if text.words and features.words and compare(text, features).copy),
            None,
        )
        if original is not None:
            copies.append((member.item_id, texts[original][0].item_id))
            voices[original].add(member.feed)
            continue
        texts.append((member, features))
        if features.agency and features.agency in agency_voice:
            voices.append(voices[agency_voice[features.agency]])
        else:
            voices.append(set())
            if features.agency:
                agency_voice[features.agency] = len(voices) - 1
        voices[-1].add(member.feed)
    return StoryView(
        origin=ordered[0].item_id if ordered else None,
        sources=len({m.feed for m in ordered}),
        independent=_independent(voices),
        copies=tuple(copies),
        agencies=tuple(dict.fromkeys(text.agency for _, text in texts if text.agency)),
    )


def _independent(voices: Sequence[set[str]]) -> int:
    """Voices that are no feed's second text: a feed that writes twice on one event is one source."""
    distinct = {id(feeds): feeds for feeds in voices}
    spoken: set[str] = set()
    count = 0
    for feeds in distinct.values():
        if not feeds <= spoken:
            count += 1
        spoken |= feeds
    return count
