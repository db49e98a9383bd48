"""URLs as text: what is safe, which host they name, how they compare, and how they are shown without secrets. Pure.

Nothing here asks the network, and nothing raises for a URL that is nonsense: where an answer cannot be given the
function says so in its type.
"""

import re
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

__all__ = [
    "MASK",
    "canonical",
    "credentials_of",
    "host_of",
    "is_http",
    "join",
    "redact",
    "safe_link",
    "secrets_in",
    "without_tracking",
]

MASK = "***"
"""Stands where a secret was."""

_DEFAULT_PORTS = {"http": 80, "https": 443}

_SECRET_NAME = re.compile(
    r"(?i)(?:^|[._-])(?:(?:access|api|auth|app|client|private|secret|session|refresh|id|user|feed|rss)?[._-]?"
    r"(?:token|key|secret|pass(?:word|wd|phrase)?|pwd|auth|signature|sig|credentials?|jwt|bearer)|sid|sessionid)$"
)
"""Names of query parameters whose value lets its holder in."""

_TRACKING = re.compile(
    r"(?i)^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|mkt_tok|_hs\w+|at_(?:campaign|medium)|"
    r"ns_(?:campaign|mchannel|source)|cmpid|ocid|ncid|wt\.mc_id)$"
)
"""Query parameters that say where a reader came from, never what is shown."""

_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff]")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def _split(url: str) -> SplitResult | None:
    """The parts of a URL; None where it has none (`http://[::1`, a port of letters)."""
    try:
        parts = urlsplit(url.strip())
        parts.port  # noqa: B018 - raises ValueError where it is no number
    except ValueError:
        return None
    return parts


def is_http(url: str) -> bool:
    """Whether a URL is absolute, http or https, and names a host (rule 14)."""
    parts = _split(url)
    return parts is not None and parts.scheme in _DEFAULT_PORTS and bool(parts.hostname)


def safe_link(url: str) -> str:
    """The URL if a face may offer it as a link, else "" (`javascript:`, `data:`, `file:`, relative links…).

    Blanks and characters that no URL holds are escaped, so that what is shown cannot break out of its place.
    """
    url = url.strip()
    if not is_http(url) or any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in url):
        return ""
    return (
        _UNSAFE.sub(lambda found: quote(found.group()), url).replace('"', "%22").replace("<", "%3C").replace(">", "%3E")
    )


def host_of(url: str) -> str:
    """The host that a URL names, as it is asked for: lower case, no port, no final dot, IDNA names in ASCII.

    "" where there is none. Politeness is counted by this name, whatever the port (rule 6).
    """
    parts = _split(url)
    host = (parts.hostname or "") if parts is not None else ""
    host = host.rstrip(".")
    return host if host.isascii() else _ascii_host(host)


def _ascii_host(host: str) -> str:
    import idna  # its tables are large, and few hosts need them

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return host


def credentials_of(url: str) -> tuple[str, str] | None:
    """(user, password) written into a URL, decoded; None where there are none (RFC 3986, section 3.2.1)."""
    parts = _split(url)
    if parts is None or "@" not in parts.netloc:
        return None
    return unquote(parts.username or ""), unquote(parts.password or "")


def join(base: str, link: str) -> str:
    """A link made absolute against its base (RFC 3986, section 5.2); "" where that is no safe http(s) link."""
    try:
        return safe_link(urljoin(base, link.strip()))
    except ValueError:
        return ""


def redact(url: str) -> str:
    """A URL as it may be shown, logged and stored: no user or password, the values of secret parameters masked.

    `${NAME}` stays: it is the name of a secret, not the secret.
    """
    parts = _split(url)
    if parts is None:
        # Nothing that can be taken apart: whatever stands where a user, a password or a parameter would is hidden.
        url = re.sub(r"//[^/?#]*@", "//", url)
        return re.sub(r"(?<=[?&#])[^?&#]+", lambda field: _mask_field(field.group()), url)
    netloc = parts.netloc.rpartition("@")[2]
    query = "&".join(_mask_field(field) for field in parts.query.split("&")) if "=" in parts.query else parts.query
    fragment = "&".join(_mask_field(field) for field in parts.fragment.split("&"))
    if (netloc, query, fragment) == (parts.netloc, parts.query, parts.fragment):
        return url
    return urlunsplit((parts.scheme, netloc, parts.path, query, fragment))


def secrets_in(url: str) -> list[str]:
    """The values of a URL's secret parameters, as they are written; `redact` masks the same ones."""
    parts = _split(url)
    fields = (*parts.query.split("&"), *parts.fragment.split("&")) if parts is not None else ()
    return [field.partition("=")[2] for field in fields if _mask_field(field) != field]


def _mask_field(field: str) -> str:
    name, equals, value = field.partition("=")
    if not value or re.fullmatch(r"\$\{\w+\}", value) or not _SECRET_NAME.search(unquote(name)):
        return field
    return f"{name}{equals}{MASK}"


def canonical(url: str) -> str:
    """One spelling for the spellings of a URL that every server answers alike (RFC 3986, section 6.2).

    Scheme and host in lower case, no default port, no fragment, dot segments resolved, escapes in upper case and
    those of unreserved characters undone, an empty path as `/`. Order and case of everything else stay. A URL that
    cannot be taken apart comes back stripped.
    """
    parts = _split(url)
    if parts is None or not parts.hostname:
        return url.strip()
    host = host_of(url)
    netloc = f"[{host}]" if ":" in host else host
    if parts.port is not None and parts.port != _DEFAULT_PORTS.get(parts.scheme):
        netloc += f":{parts.port}"
    userinfo = parts.netloc.rpartition("@")[0]
    if userinfo:
        netloc = f"{userinfo}@{netloc}"
    path = _remove_dots(_escapes(parts.path)) or "/"
    return urlunsplit((parts.scheme, netloc, path, _escapes(parts.query), ""))


def without_tracking(url: str) -> str:
    """The canonical URL without the parameters that only say where a reader came from (`utm_…`, `fbclid`…)."""
    url = canonical(url)
    parts = _split(url)
    if parts is None or not parts.query:
        return url
    kept = [field for field in parts.query.split("&") if not _TRACKING.match(field.partition("=")[0])]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join(kept), ""))


def _escapes(text: str) -> str:
    def one(found: re.Match[str]) -> str:
        char = chr(int(found.group(1), 16))
        return char if char in _UNRESERVED else found.group().upper()

    return quote(_ESCAPE.sub(one, text), safe="%/:?#[]@!$&'()*+,;=-._~|{}^`\\\"<>")


def _remove_dots(path: str) -> str:
    """RFC 3986, section 5.2.4."""
    out: list[str] = []
    segments = path.split("/")
    for at, segment in enumerate(segments):
        last = at == len(segments) - 1
        if segment == "..":
            if len(out) > 1:
                out.pop()
            if last:
                out.append("")
        elif segment == ".":
            if last:
                out.append("")
        else:
            out.append(segment)
    return "/".join(out)
