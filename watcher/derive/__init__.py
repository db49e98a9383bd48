"""From seed documents to a watch list that is ready to run.

    documents ─▶ clean ─▶ sentences ─▶ spans ─▶ entities ─▶ kinds ─▶ roles ─┐
                              └──────────▶ events ─▶ topics ────────────────┴▶ rank ─▶ examples ─▶ TOML

All of it is pure. Every term says from which line it comes, how sure it is, and what is worth a look by hand; every
candidate that became no term says why.
"""

from watcher.derive.assemble import derive
from watcher.derive.decode import decode, seed_document
from watcher.derive.model import Derivation, DeriveOptions, Example, LeftOut, Quote, SeedDocument, TermDerived
from watcher.derive.render import as_json, render_toml
from watcher.derive.update import propose_update

__all__ = [
    "Derivation",
    "DeriveOptions",
    "Example",
    "LeftOut",
    "Quote",
    "SeedDocument",
    "TermDerived",
    "as_json",
    "decode",
    "derive",
    "propose_update",
    "render_toml",
    "seed_document",
]
