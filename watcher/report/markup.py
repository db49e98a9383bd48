"""HTML that hostile text cannot break out of (rule 17)."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape

from watcher.report.edits import runs
from watcher.text.urls import redact, safe_link
from watcher.types import Hit

__all__ = ["clean", "difference", "esc", "link", "marked", "page", "table", "when"]

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def clean(text: str) -> str:
    """Text without control characters, direction overrides and lone surrogates: only what XML 1.0 permits."""
    return _UNPRINTABLE.sub("", text)


def esc(text: str) -> str:
    """Text as it may stand in an element or a quoted attribute."""
    return escape(clean(text), quote=True)


def link(url: str, text: str) -> str:
    """A link where the URL is http(s), else the text alone."""
    target = safe_link(redact(url))
    label = f'<bdi dir="auto">{esc(text or url)}</bdi>'
    return f'<a href="{esc(target)}" rel="noopener noreferrer">{label}</a>' if target else label


def marked(text: str, hits: Iterable[Hit], field: str) -> str:
    """A field's text, escaped, with its mentions in `<mark>`."""
    out: list[str] = []
    end = 0
    for hit in sorted((h for h in hits if h.field == field and h.start is not None), key=lambda h: h.start or 0):
        start, stop = max(hit.start or 0, end), hit.end or 0
        if start >= stop or stop > len(text):
            continue
        out += [esc(text[end:start]), f'<mark title="{esc(hit.term)}">', esc(text[start:stop]), "</mark>"]
        end = stop
    return "".join(out) + esc(text[end:])


def difference(old: str, new: str) -> str:
    """What an edit took out and put in, word by word, as `<del>` and `<ins>`."""
    out: list[str] = []
    for was, became, same in runs(old, new):
        if same:
            out.append(esc(was))
            continue
        if was:
            out.append(f"<del>{esc(was)}</del>")
        if became:
            out.append(f"<ins>{esc(became)}</ins>")
    return " ".join(out)


def when(at: datetime | None) -> str:
    """A time for the eye, to the minute in UTC, exact for machines; "undated" where there is none."""
    if at is None:
        return "undated"
    at = at.astimezone(UTC).replace(tzinfo=None)
    return f'<time datetime="{at.isoformat(timespec="seconds")}Z">{at:%Y-%m-%d %H:%M}</time>'


def table(head: Iterable[str], rows: Iterable[Iterable[str]], *, caption: str = "") -> str:
    """A table of cells that are HTML already; the head is text."""
    cells = "".join(f'<th scope="col">{esc(h)}</th>' for h in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    title = f"<caption>{esc(caption)}</caption>" if caption else ""
    return f'<div class="scroll"><table>{title}<thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table></div>'


_STYLE = """
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1d21;--soft:#565b63;--line:#d5d8dd;--panel:#f5f6f8;--link:#0b4fb3;
--mark:#ffe27a;--markfg:#1b1d21;--bar:#1f5a9e;--gap:#b3261e;--ok:#2e7d4f;--ins:#d7f2df;--del:#fbdcd9}
@media (prefers-color-scheme:dark){:root{--bg:#15171a;--fg:#e7e9ec;--soft:#a9b0ba;--line:#3a3f46;--panel:#1f2226;
--link:#8ab6f9;--mark:#f2cf52;--markfg:#15171a;--bar:#6ea8e8;--gap:#ff9a90;--ok:#76c893;--ins:#1d4a2d;--del:#5c2521}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:68rem;background:var(--bg);color:var(--fg);
font:16px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans Arabic",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .3rem}h2{font-size:1.25rem;margin:2.2rem 0 .6rem;
border-bottom:1px solid var(--line);padding-bottom:.2rem}h3{font-size:1.02rem;margin:0 0 .2rem}
a{color:var(--link)}a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
p{margin:.3rem 0}.soft{color:var(--soft);font-size:.9rem}.figures{display:flex;flex-wrap:wrap;gap:.6rem;padding:0;
list-style:none}
.figures li{background:var(--panel);border:1px solid var(--line);border-radius:.4rem;padding:.5rem .9rem}
.figures b{display:block;font-size:1.4rem;line-height:1.2}
.card,main>article{border:1px solid var(--line);border-radius:.5rem;padding:.7rem 1rem;margin:.8rem 0}
article h2{margin:0 0 .2rem;border:0;padding:0}article+section{margin:0 0 3rem;padding:0 1rem}
article+section h3{margin-top:1rem}article+section caption{color:var(--fg);font-weight:600;padding-top:1rem}
article ul{margin:.4rem 0;padding-inline-start:1.4rem}article{scroll-margin-top:1rem}figure{margin:.8rem 0}
mark{background:var(--mark);color:var(--markfg);border-radius:.15rem;padding:0 .1rem}
ins{background:var(--ins);color:inherit}del{background:var(--del);color:inherit}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.92rem}
caption{text-align:start;color:var(--soft);padding:.2rem 0}
th,td{border-bottom:1px solid var(--line);padding:.3rem .6rem;text-align:start;vertical-align:top}
th,time{overflow-wrap:normal;white-space:nowrap}
td{overflow-wrap:break-word}
.items td:nth-child(2){min-width:14rem;width:50%;overflow-wrap:anywhere}
svg{display:block;width:100%;height:auto;margin:.4rem 0}
@media screen{svg{min-width:42rem}}
svg text{fill:var(--fg);font:12px system-ui,sans-serif}svg .soft{fill:var(--soft);font-size:12px}
svg .bar{fill:var(--bar)}
svg .track{fill:var(--panel);stroke:var(--line)}svg .gap{fill:var(--gap)}svg .ok{fill:var(--ok)}
details{margin:.4rem 0}summary{cursor:pointer;color:var(--soft)}pre{white-space:pre-wrap;font-size:.85rem}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem;padding:0;list-style:none}
@media print{body{max-width:none;padding:0;font-size:11pt}:root{--bg:#fff;--fg:#000;--soft:#444;--line:#999;
--panel:#fff;--link:#000;--mark:#ddd;--markfg:#000;--bar:#444}nav{display:none}article,svg,tr{break-inside:avoid}
h2,h3,.card>p:first-child{break-after:avoid}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
details.items::details-content{content-visibility:visible;display:block;block-size:auto}
article a[href]::after{content:" (" attr(href) ")";font-size:.85em;color:#444}}
"""


def page(title: str, body: str) -> str:
    """A self-contained page: one file, no script, nothing loaded from anywhere."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{esc(title)}</title><style>{_STYLE}</style></head><body>{body}</body></html>\n"
    )
