"""Evidence that can be handed on: a ZIP file that stands alone, with a manifest that `sha256sum -c` verifies."""

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from watcher.errors import InputError
from watcher.report.edits import edits_of
from watcher.report.export import match_article
from watcher.report.markup import difference, esc, link, marked, page, table, when
from watcher.report.records import evidence_record, iso
from watcher.text.urls import redact
from watcher.types.rows import EvidenceRow, FetchRow, PageRow

__all__ = ["MANIFEST", "bundle", "verify"]

MANIFEST = "SHA256SUMS"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""A ZIP entry's earliest time: the same evidence gives the same bytes."""


def bundle(evidence: Sequence[EvidenceRow], *, title: str, now: datetime) -> bytes:
    """`index.html` (everything, readable), `matches/ID.json` (everything, exact) and the manifest, in one ZIP file."""
    files = {"index.html": _page(evidence, title, now)}
    for row in evidence:
        text = json.dumps(evidence_record(row), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        files[f"matches/{row.match.id}.json"] = text.encode("utf-8", "replace")
    sums = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (*sorted(files.items()), (MANIFEST, sums.encode())):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def verify(data: bytes) -> tuple[str, ...]:
    """What is wrong with a bundle: files that were changed, left out or added; empty where it is intact.

    Raises:
        InputError: it is no bundle.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        lines = files.pop(MANIFEST).decode("ascii").splitlines()
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError) as error:
        raise InputError("not an evidence bundle", hint="it is a ZIP file that holds SHA256SUMS") from error
    wanted = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    problems = [f"{name} is missing" for name in sorted(wanted.keys() - files.keys())]
    problems += [f"{name} is not in the manifest" for name in sorted(files.keys() - wanted.keys())]
    return (
        *problems,
        *(
            f"{name} was changed"
            for name in sorted(wanted.keys() & files.keys())
            if sha256(files[name]).hexdigest() != wanted[name]
        ),
    )


def _page(evidence: Sequence[EvidenceRow], title: str, now: datetime) -> bytes:
    head = (
        f"<h1>{esc(title)}</h1><p class=soft>Evidence of {len(evidence)} matches, {iso(now)}. "
        f"Verify with <code>sha256sum -c {MANIFEST}</code>.</p>"
    )
    return page(title, f"<main>{head}{''.join(map(_evidence, evidence))}</main>").encode("utf-8", "replace")


def _evidence(row: EvidenceRow) -> str:
    item = row.item
    fields = "".join(
        f'<h3>{name}</h3><p dir="auto">{marked(text, row.match.hits, name)}</p>'
        for name, text in (("title", item.title), ("summary", item.summary), ("content", item.content))
        if text
    )
    facts = table(
        ("what", "value"),
        [
            ("link", f"<code>{esc(redact(item.url))}</code>"),
            ("feed", f"<code>{esc(redact(item.feed))}</code>"),
            ("entry id", f"<code>{esc(row.entry_id)}</code>"),
            ("author", esc(item.author) or "unnamed"),
            ("published", iso(item.published) or "undated"),
            ("updated", iso(row.updated) or "never"),
            ("first seen", iso(item.first_seen) or ""),
            ("watch list's version", f"<code>{esc(row.watch_version)}</code>"),
            ("why this priority", esc("; ".join(row.priority_why))),
        ],
        caption="What was found",
    )
    fetched = _fetched(row.fetch, "How it was fetched") if row.fetch else ""
    history = table(
        ("when", "who", "what", "from", "to", "note"),
        [(iso(e.at) or "", esc(e.who), esc(e.action), esc(e.old), esc(e.new), esc(e.note)) for e in row.history],
        caption="History",
    )
    rest = f"{fetched}{_page_of(row.page)}{_versions(row)}{history if row.history else ''}{_others(row)}"
    return f"{match_article(row.match)}<section>{fields}{facts}{rest}</section>"


def _page_of(page: PageRow | None) -> str:
    """What became of the item's own page, where its feed asks for full text."""
    if page is None:
        return ""
    return table(
        ("what", "value"),
        [
            ("link", f"<code>{esc(redact(page.url))}</code>"),
            ("state", esc(f"{page.state.value} {page.error}".strip())),
            ("tried", iso(page.attempted_at) or "not yet"),
            ("SHA-256 of the page", f"<code>{esc(page.body_hash)}</code>"),
        ],
        caption="The whole page",
    )


def _others(row: EvidenceRow) -> str:
    """What else the story holds."""
    if not row.others:
        return ""
    return table(
        ("match", "item", "feed", "watch list", "first seen"),
        [
            (
                str(other.id),
                link(other.url, other.title or redact(other.url)),
                f'<bdi dir="auto">{esc(other.feed_title or redact(other.feed))}</bdi>',
                esc(other.watch),
                when(other.first_seen),
            )
            for other in row.others
        ],
        caption="The same story elsewhere",
    )


def _versions(row: EvidenceRow) -> str:
    """Each earlier version against the one after it."""
    return "".join(
        f"<h3>Changed after {iso(edit.version.seen_at)}</h3>"
        + "".join(f'<p dir="auto"><b>{name}</b>: {_changed(name, old, new)}</p>' for name, old, new in edit.fields)
        + (_fetched(edit.version.fetch, "How that version was fetched") if edit.version.fetch else "")
        for edit in edits_of(row)
    )


def _changed(name: str, old: str, new: str) -> str:
    return difference(redact(old), redact(new)) if name == "link" else difference(old, new)


def _fetched(fetch: FetchRow, caption: str) -> str:
    return table(
        ("what", "value"),
        [
            ("fetched", iso(fetch.at) or ""),
            ("from", f"<code>{esc(redact(fetch.url))}</code>"),
            ("status", f"HTTP {fetch.status}"),
            ("SHA-256 of the document", f"<code>{esc(fetch.body_hash)}</code>"),
            *((f"header {esc(name)}", f"<code>{esc(value)}</code>") for name, value in fetch.headers),
        ],
        caption=caption,
    )
