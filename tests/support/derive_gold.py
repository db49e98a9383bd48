"""Gold for derived watch lists: what an article names, and how well a derivation finds it."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from watcher.derive.model import SeedDocument, TermDerived
from watcher.text.fold import fold

__all__ = ["CORPUS", "Gold", "Score", "articles", "judge", "load"]

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "derive"


@dataclass(frozen=True)
class Gold:
    """One line of a gold file.

    `kind` is "never" for what must not be derived; `optional` is neither asked for nor wrong.
    """

    kind: str
    names: tuple[str, ...]
    optional: bool


@dataclass
class Score:
    """Counts over one article or several."""

    asked: int = 0
    found: int = 0
    derived: int = 0
    right: int = 0
    kinds: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    mistyped: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the gold's names that a term names."""
        return self.found / self.asked if self.asked else 1.0

    @property
    def precision(self) -> float:
        """Share of the terms that name something in the gold."""
        return self.right / self.derived if self.derived else 1.0

    @property
    def kind_accuracy(self) -> float:
        """Share of the found names whose kind is right."""
        return self.kinds / self.found if self.found else 1.0

    def add(self, other: "Score") -> None:
        """Sum up."""
        for key in ("asked", "found", "derived", "right", "kinds"):
            setattr(self, key, getattr(self, key) + getattr(other, key))


def articles() -> list[Path]:
    """The articles that have gold."""
    return sorted(path for path in CORPUS.iterdir() if not path.name.endswith(".tsv"))


def load(path: Path) -> tuple[SeedDocument, list[Gold]]:
    """An article and its gold."""
    media = {".html": "html", ".md": "markdown"}.get(path.suffix, "text")
    gold = []
    for line in (CORPUS / f"{path.stem}.gold.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, name, *more = line.split("\t")
            names = (name, *(more[0].split("|") if more else ()))
            gold.append(Gold(kind.lstrip("?"), names, kind.startswith("?")))
    return SeedDocument(path.name, path.read_text("utf-8"), media), gold


_HEADS = r"\b(?:base|airbase|air base|camp|prison|bridge|refinery|dam|station|province|river|hospital|palace|site)\b"


def _key(name: str) -> str:
    folded = fold(name).text
    return " ".join(re.sub(r"^the |'s\b|\.", "", folded).split())


def judge(terms: tuple[TermDerived, ...], gold: list[Gold]) -> Score:
    """Compare a derivation's names with the gold: a term counts for a gold line if they share a name."""
    score = Score()
    wanted = [one for one in gold if one.kind != "never"]
    matched: set[int] = set()
    for term in terms:
        keys = {_key(name) for name in (term.name, *term.aliases)}
        keys |= {" ".join(re.sub(_HEADS, "", key).split()) for key in keys} - {""}
        hits = [n for n, one in enumerate(wanted) if keys & {_key(name) for name in one.names}]
        strict = [n for n in hits if not wanted[n].optional]
        if any(_key(one.names[0]) in keys for one in gold if one.kind == "never"):
            score.forbidden.append(term.name)
        if hits and not strict:
            continue
        score.derived += 1
        if not hits:
            score.wrong.append(f"{term.name} ({term.kind})")
            continue
        score.right += 1
        for n in strict:
            if n not in matched:
                matched.add(n)
                kinds = {"organisation", "acronym"} if wanted[n].kind == "organisation" else {wanted[n].kind}
                if term.kind in kinds or (term.kind == "acronym" and wanted[n].kind == "phrase"):
                    score.kinds += 1
                else:
                    score.mistyped.append(f"{term.name}: {term.kind}, not {wanted[n].kind}")
    asked = [n for n, one in enumerate(wanted) if not one.optional]
    score.asked, score.found = len(asked), len(matched)
    score.missed = [wanted[n].names[0] for n in asked if n not in matched]
    return score
