"""Which terms matter most: by how often, how widely and how prominently they are named, and how rare they are."""

from math import log2

from watcher.derive.entities import Entity, core
from watcher.derive.kinds import Verdict
from watcher.derive.rarity import zipf
from watcher.derive.roles import Ruling

__all__ = ["rank", "weight"]


def rank(entity: Entity, verdict: Verdict, ruling: Ruling, sentences: int) -> float:
    """0 upwards: how much a watch list would miss without this entity."""
    frequency = log2(1 + len(entity.mentions))
    spread = len(entity.sentences) / max(1, sentences)
    first = min(mention.number for mention in entity.mentions)
    prominence = (1.0 if any(mention.sentence.block.heading for mention in entity.mentions) else 0.0) + (
        0.6 if first <= sentences / 4 else 0.0
    )
    rarity = max(0.0, 4.0 - min((zipf(word) for word in core(entity.name)), default=4.0)) / 4
    role = {"anchor": 0.8, "qualified": 0.4, "context": 0.0}[ruling.role]
    return frequency + 2 * spread + prominence + rarity + role + verdict.confidence / 2


def weight(score: float, best: float) -> float:
    """A rank as the watch list's weight, 0.5 to 2.0."""
    return round(0.5 + 1.5 * score / best, 1) if best > 0 else 1.0
