"""Near-duplicate text: sketches of shingles, and the agency that a text credits."""

import re
from collections.abc import Sequence
from hashlib import blake2b

from watcher.stories.features import Features

__all__ = ["agency", "digest", "resemblance", "sketch"]

SKETCH_SIZE = 48
"""Bottom-k sketch (Broder, "On the resemblance and containment of documents", 1997): the k smallest hashes of all
shingles estimate the Jaccard resemblance of the sets to about 1/sqrt(k)."""
SHINGLE = 4

_AGENCIES = {
    "reuters": "Reuters",
    "afp": "AFP",
    "ap": "AP",
    "associated press": "AP",
    "agence france-presse": "AFP",
    "dpa": "dpa",
    "efe": "EFE",
    "anadolu": "Anadolu",
    "aa": "Anadolu",
    "xinhua": "Xinhua",
    "tass": "TASS",
    "interfax": "Interfax",
    "ansa": "ANSA",
    "upi": "UPI",
    "irna": "IRNA",
    "ina": "INA",
    "bloomberg": "Bloomberg",
    "رويترز": "Reuters",
    "ا ف ب": "AFP",
    "أ ف ب": "AFP",
    "وكالة الأنباء العراقية": "INA",
    "واع": "INA",
    "الأناضول": "Anadolu",
    "тасс": "TASS",
    "рейтер": "Reuters",
}
_NAMES = "|".join(re.escape(name) for name in sorted(_AGENCIES, key=len, reverse=True))
_CREDIT = re.compile(rf"[(\[/]\s*({_NAMES})\s*[)\]/]|(?:^|[\s,])({_NAMES})\s*[-–—]+\s", re.IGNORECASE)
_MARK = re.compile(r"[(\[/–—-]")
"""What no credit in a dateline does without; to look for it costs a tenth of looking for the credit."""
_SPELT = tuple(_AGENCIES)
_TAIL = re.compile(
    rf"(?:[-–—|]\s*|\b(?:source|via|by|quelle|fuente|المصدر)\s*:?\s*)({_NAMES})\s*\.?\s*$", re.IGNORECASE
)


def agency(text: str) -> str:
    """The news agency that a text credits in its dateline (`BAGHDAD (Reuters) -`, `AFP —`) or at its end, or ""."""
    found = None
    if _MARK.search(text, 0, 200):
        found = _CREDIT.search(text[:200])
    if found is None and text[-60:].rstrip().removesuffix(".").rstrip().casefold().endswith(_SPELT):
        found = _TAIL.search(text[-60:])
    if found is None:
        return ""
    name = next(group for group in found.groups() if group)
    return _AGENCIES.get(name.casefold(), "")


def digest(words: Sequence[str]) -> str:
    """A short hash of words in their order."""
    return blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def sketch(words: Sequence[str]) -> tuple[frozenset[int], int]:
    """The bottom-k sketch of a text's shingles, and how many different shingles it has."""
    size = min(SHINGLE, len(words))
    if size == 0:
        return frozenset(), 0
    encoded = [word.encode("utf-8", "surrogatepass") for word in words]
    hashes = {
        blake2b(b" ".join(shingle), digest_size=4).digest()
        for shingle in zip(*(encoded[start:] for start in range(size)), strict=False)
    }
    return frozenset(map(int.from_bytes, sorted(hashes)[:SKETCH_SIZE])), len(hashes)


def resemblance(one: Features, other: Features) -> float:
    """Estimated Jaccard resemblance of two texts' shingles, 0 to 1."""
    both = one.sketch & other.sketch
    if not both:
        return 0.0
    union = sorted(one.sketch | other.sketch)[: min(SKETCH_SIZE, max(len(one.sketch), len(other.sketch)))]
    return len(both.intersection(union)) / len(union)
