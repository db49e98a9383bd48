"""Media that a document only quotes are none of its subjects."""

from typing import Final

from watcher.derive.entities import Entity
from watcher.derive.spans import Mention
from watcher.derive.tables.media import MEDIA, MEDIA_HEADS, MEDIA_NOUNS
from watcher.derive.tables.titles import SPEECH_VERBS

__all__ = ["is_source"]

_TELLS: Final = SPEECH_VERBS | {"reported", "reports", "covered", "published", "quoted", "broadcast", "cited"}
_HEARS: Final = {"told", "to", "by", "via", "on", "in", "with", "from", "citing"}


def is_source(entity: Entity) -> bool:
    """Whether an entity is a medium that the document quotes (or a platform on which something was said)."""
    name = entity.name.casefold()
    words = name.split()
    described = any(_described(mention) for mention in entity.mentions)
    medium = (
        name in MEDIA
        or (len(words) > 1 and (words[-1] in MEDIA_HEADS or words[0] in {"radio", "gazeta", "tv"}))
        or described
    )
    return medium and (
        any(_tells(mention) for mention in entity.mentions) or (len(entity.mentions) == 1 and name in MEDIA)
    )


def _described(mention: Mention) -> bool:
    """`media group Rudaw`, `the Tasnim news agency`."""
    words = mention.sentence.words
    before = [word.text.casefold() for word in words[max(0, mention.first - 3) : mention.first]]
    after = [word.text.casefold() for word in words[mention.last + 1 : mention.last + 3]]
    plain = not words[mention.first].parts if mention.first else False
    near = (
        bool(before)
        and plain
        and (before[-1] in MEDIA_NOUNS - {"agency", "network"} or before[-2:] == ["media", "group"])
    )
    follows = after[:1] and (
        after[0] in MEDIA_NOUNS - {"agency", "network"} or after[:2] == ["news", "agency"] or after[0] == "news"
    )
    return bool(near or follows)


def _tells(mention: Mention) -> bool:
    """Whether this mention stands where sources stand: `according to X`, `X reported`, `told X`, `X said`."""
    words = mention.sentence.words
    before = [word.text.casefold() for word in words[max(0, mention.first - 6) : mention.first]]
    after = [word.text.casefold() for word in words[mention.last + 1 : mention.last + 5]]
    if "according" in before or (before and before[-1] in _HEARS) or "told" in before[-3:]:
        return True
    return (
        any(word in _TELLS for word in after)
        or "media" in before
        or bool(set(before) & {"media", "newspaper", "agency", "television"})
    )
