"""What went wrong, as a kind and a sentence that says what to do."""

import errno
import socket
import ssl
from collections.abc import Iterator

import h11
import httpcore
import httpx

from watcher.feeds.fetch.decoding import BadCoding
from watcher.feeds.fetch.network import AddressRefused, ProxyUnusable
from watcher.feeds.fetch.secrets import MissingVariable
from watcher.types import FailureKind

__all__ = ["Refusal", "explain_error", "explain_status"]


class Refusal(Exception):
    """The fetch ends here, and watcher knows why."""

    def __init__(self, kind: FailureKind, message: str, *, status: int | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.status = status


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from, the root last."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        # httpcore raises its errors anew `from None`, which forgets the cause but not the context.
        current = current.__cause__ or current.__context__


def explain_error(error: Exception, host: str) -> tuple[FailureKind, str]:
    """The kind of an exception from httpx, httpcore, h11, ssl, the socket, or of our own; CRASH is none of these."""
    if isinstance(error, Refusal):
        return error.kind, error.message
    chain = list(_chain(error))
    for cause in reversed(chain):
        explained = _explain_own(cause) or _explain_tls(cause, host) or _explain_socket(cause, host)
        if explained is not None:
            return explained
    for cause in chain:
        explained = _explain_http(cause, host)
        if explained is not None:
            return explained
    return FailureKind.CRASH, f"watcher itself failed on this URL ({type(error).__name__}); please report it."


def _explain_own(error: BaseException) -> tuple[FailureKind, str] | None:
    match error:
        case AddressRefused():
            return (
                FailureKind.REFUSED_ADDRESS,
                f"{error.host} leads to the address {error.address}, which is not public; if it is one of your own, "
                "add it to poll.allow_private_hosts.",
            )
        case ProxyUnusable():
            return FailureKind.BAD_URL, f"{error}."
        case MissingVariable():
            return (
                FailureKind.BAD_URL,
                f"The environment variable {error.args[0]} is not set; set it where watcher is started.",
            )
        case BadCoding():
            return (
                FailureKind.CODING,
                f"The body cannot be decoded: {error}; tell the feed's owner if it goes on.",
            )
    return None


_CERTIFICATE = {
    10: "its certificate has expired",
    9: "its certificate is not valid yet (or this machine's clock is wrong)",
    18: "its certificate is self-signed",
    19: "its certificate chain ends in an authority that is not trusted here",
    20: "its certificate comes from an authority that is not trusted here, or a link of the chain is missing",
    21: "its certificate comes from an authority that is not trusted here, or a link of the chain is missing",
    23: "its certificate was revoked",
    62: "its certificate is for another host",
    64: "its certificate is for another address",
}
"""OpenSSL's X509_V_ERR_… numbers."""


def _explain_tls(error: BaseException, host: str) -> tuple[FailureKind, str] | None:
    if isinstance(error, ssl.SSLCertVerificationError):
        why = _CERTIFICATE.get(getattr(error, "verify_code", 0), "its certificate could not be verified")
        return (
            FailureKind.TLS,
            f"{host} cannot be trusted: {why}; the feed's owner must renew or repair it (for an authority of your own "
            "set SSL_CERT_FILE).",
        )
    if isinstance(error, ssl.SSLError):
        # Errors that OpenSSL did not raise itself lack the attribute.
        reason = (getattr(error, "reason", None) or "").replace("_", " ").lower()
        shown = f" ({reason})" if reason else ""
        return (
            FailureKind.TLS,
            f"No secure connection to {host}{shown}; check whether the server speaks https at this port, and TLS 1.2 "
            "or newer.",
        )
    return None


def _explain_socket(error: BaseException, host: str) -> tuple[FailureKind, str] | None:
    if isinstance(error, TimeoutError):
        return FailureKind.TIMEOUT, f"{host} did not answer in time; if it is only slow, raise poll.timeout."
    if isinstance(error, (socket.gaierror, socket.herror)):
        if error.errno == socket.EAI_AGAIN:
            return FailureKind.DNS, f"The name {host} could not be looked up; check this machine's network and DNS."
        return FailureKind.DNS, f"There is no host {host}; check the URL's spelling, or whether the site moved."
    if not isinstance(error, OSError):
        return None
    if isinstance(error, ConnectionRefusedError):
        return FailureKind.CONNECT, f"{host} refused the connection; the server is down, or the port is wrong."
    if isinstance(error, (ConnectionResetError, BrokenPipeError, ConnectionAbortedError)):
        return FailureKind.CONNECT, f"{host} broke the connection off; it is asked again later."
    if error.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL):
        return FailureKind.CONNECT, f"No way leads to {host}; check this machine's network."
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return FailureKind.CONNECT, "This machine is out of file handles; lower poll.concurrency or raise `ulimit -n`."
    return FailureKind.CONNECT, f"No connection to {host} ({type(error).__name__}); it is asked again later."


def _explain_http(error: BaseException, host: str) -> tuple[FailureKind, str] | None:
    match error:
        case httpx.TimeoutException() | httpcore.TimeoutException():
            return FailureKind.TIMEOUT, f"{host} did not answer in time; if it is only slow, raise poll.timeout."
        case httpx.ProxyError() | httpcore.ProxyError():
            return FailureKind.CONNECT, f"The proxy did not lead to {host}: check poll.proxy and its password."
        case httpx.UnsupportedProtocol() | httpcore.UnsupportedProtocol() | httpx.InvalidURL():
            return FailureKind.BAD_URL, "The URL cannot be asked for; write it as http:// or https:// with a host."
        case httpx.TooManyRedirects():
            return FailureKind.REDIRECTS, f"{host} redirects without end; the feed's address has to be corrected."
        case httpx.DecodingError():
            return FailureKind.CODING, f"The body that {host} sent cannot be decoded."
        case httpx.LocalProtocolError() | httpcore.LocalProtocolError() | h11.LocalProtocolError():
            return FailureKind.BAD_URL, "The request cannot be sent as it is; check the feed's URL and headers."
        case httpx.ProtocolError() | httpcore.ProtocolError() | h11.ProtocolError():
            return (
                FailureKind.PROTOCOL,
                f"{host} does not speak sound HTTP ({_protocol_fault(error)}); it is asked again later.",
            )
        case httpx.HTTPError() | httpx.StreamError() | httpx.CookieConflict():
            return FailureKind.CONNECT, f"The connection to {host} broke; it is asked again later."
        case httpcore.NetworkError() | httpcore.ConnectionNotAvailable():
            return FailureKind.CONNECT, f"The connection to {host} broke; it is asked again later."
    return None


def _protocol_fault(error: BaseException) -> str:
    """h11's finding in our words; its own may quote what the server sent."""
    text = str(error)
    if "without sending complete message body" in text or "incomplete chunked read" in text:
        return "it closed the connection before the end of the body"
    if "without sending a response" in text:
        return "it closed the connection without an answer"
    if "too large" in text or "too long" in text:
        return "its headers are too long"
    return "its answer is malformed"


def explain_status(status: int, host: str, *, authorised: bool, settled: bool) -> tuple[FailureKind, str]:
    """The kind of an answer that is neither a feed nor a redirect.

    Args:
        status: the code, none of 200, 203, 226, 304.
        host: who answered.
        authorised: whether credentials were sent.
        settled: whether all redirects on the way were permanent: only then is 410 the feed's own (rule 9).
    """
    if status == 401:
        done = "were not accepted; check them" if authorised else "are needed; give them in the URL or in headers"
        return FailureKind.UNAUTHORISED, f"{host} wants to know who asks (HTTP 401): user and password {done}."
    if status == 410 and settled:
        return (
            FailureKind.GONE,
            "The feed is gone for good (HTTP 410) and is not asked again; remove it, or give its new address to "
            "`watcher feeds replace`.",
        )
    known: dict[int, tuple[FailureKind, str]] = {
        403: (
            FailureKind.FORBIDDEN,
            f"{host} denies access (HTTP 403); it may block programs: set poll.contact, or ask its owner.",
        ),
        404: (
            FailureKind.NOT_FOUND,
            "There is nothing at this URL (HTTP 404); try `watcher feeds discover` on the site.",
        ),
        407: (FailureKind.CONNECT, "The proxy wants a user and a password (HTTP 407); put them into poll.proxy."),
        410: (FailureKind.NOT_FOUND, "A redirect leads to something that is gone (HTTP 410); check the feed's URL."),
        429: (FailureKind.RATE_LIMITED, f"{host} is asked too often (HTTP 429); a longer poll.host_delay helps."),
        451: (FailureKind.FORBIDDEN, f"{host} withholds the feed for legal reasons (HTTP 451)."),
        511: (FailureKind.FORBIDDEN, "The network here wants a login first (HTTP 511); log in, or change networks."),
    }
    if status in known:
        return known[status]
    if status >= 500:
        return FailureKind.SERVER, f"{host} has a fault of its own (HTTP {status}); it is asked again later."
    return FailureKind.HTTP, f"{host} answered HTTP {status}, which is no feed; check the feed's URL."
