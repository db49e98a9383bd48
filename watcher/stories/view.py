"""A story's items told apart: which is the origin, which are reprints, how many sources are independent."""

from collections.abc import Sequence
from dataclasses import dataclass

from watcher.stories.features import Features, read
from watcher.stories.similarity import compare
from watcher.stories.voices import Report, independent
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
    reports: list[Report] = []
    for member in ordered:
        features = read(member.fingerprint.data)
        original = next(
            (m.item_id for m, text in texts if text.words and features.words and compare(text, features).copy), None
        )
        if original is None:
            texts.append((member, features))
        reports.append(Report(member.item_id, member.feed, original, features.agency))
    return StoryView(
        origin=ordered[0].item_id if ordered else None,
        sources=len({m.feed for m in ordered}),
        independent=independent(reports),
        copies=tuple((r.item_id, r.copy_of) for r in reports if r.copy_of is not None),
        agencies=tuple(dict.fromkeys(text.agency for _, text in texts if text.agency)),
    )
