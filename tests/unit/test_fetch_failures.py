"""Every foreign exception is a kind and a sentence."""

import errno
import inspect
import socket
import ssl
import zlib
from itertools import product

import h11
import httpcore
import httpx
import pytest

from watcher.feeds.fetch.decoding import BadCoding
from watcher.feeds.fetch.failures import Refusal, explain_error, explain_status
from watcher.feeds.fetch.network import AddressRefused, ProxyUnusable
from watcher.feeds.fetch.secrets import MissingVariable
from watcher.types import FailureKind


def exceptions_of(*modules: object) -> list[type[Exception]]:
    return sorted(
        {
            found
            for module in modules
            for name, found in inspect.getmembers(module, inspect.isclass)
            if issubclass(found, Exception) and not name.startswith("_") and found is not h11.ProtocolError  # abstract
        },
        key=lambda kind: (kind.__module__, kind.__name__),
    )


def made(kind: type[Exception]) -> Exception:
    """An instance, whatever its constructor wants."""
    if kind is httpx.HTTPStatusError:
        return httpx.HTTPStatusError("s", request=httpx.Request("GET", "http://a"), response=httpx.Response(500))
    if kind in (httpx.StreamConsumed, httpx.StreamClosed, httpx.ResponseNotRead, httpx.RequestNotRead):
        return kind()
    return kind("something")


FOREIGN = [
    kind
    for kind in exceptions_of(httpx, httpcore, h11, ssl, socket)
    if kind.__module__.split(".")[0] in {"httpx", "httpcore", "h11", "ssl", "socket"} or issubclass(kind, OSError)
]


def test_the_list_of_foreign_exceptions_is_not_empty() -> None:
    assert {httpx.ReadError, httpcore.ConnectError, h11.RemoteProtocolError, ssl.SSLError, socket.gaierror} <= {
        *FOREIGN
    }
    assert len(FOREIGN) > 40


@pytest.mark.parametrize("kind", FOREIGN, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_exception_of_httpx_httpcore_h11_ssl_and_socket_is_known(kind: type[Exception]) -> None:
    found, message = explain_error(made(kind), "feeds.test")
    assert found is not FailureKind.CRASH
    assert message.endswith(".")
    assert "something" not in message


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_every_error_of_the_operating_system_is_known(number: int) -> None:
    wrapped = httpx.ConnectError("all attempts failed")
    wrapped.__cause__ = OSError(number, "something")
    kind, message = explain_error(wrapped, "feeds.test")
    assert kind in (FailureKind.CONNECT, FailureKind.TIMEOUT)
    assert message.endswith(".")


def caused(root: BaseException) -> httpx.ConnectError:
    """As httpx hands it on: httpcore raises its own errors anew `from None`."""
    try:
        try:
            try:
                raise root
            except BaseException as cause:
                raise httpcore.ConnectError(str(cause)) from cause
        except httpcore.ConnectError as error:
            raise error from None
    except httpcore.ConnectError as error:
        outer = httpx.ConnectError(str(error))
        outer.__cause__ = error
        return outer


@pytest.mark.parametrize(
    ("root", "kind", "says"),
    [
        (ConnectionRefusedError(), FailureKind.CONNECT, "refused"),
        (ConnectionResetError(), FailureKind.CONNECT, "broke"),
        (OSError(errno.ENETUNREACH, ""), FailureKind.CONNECT, "network"),
        (OSError(errno.EMFILE, ""), FailureKind.CONNECT, "ulimit"),
        (TimeoutError(), FailureKind.TIMEOUT, "poll.timeout"),
        (socket.gaierror(socket.EAI_NONAME, ""), FailureKind.DNS, "spelling"),
        (socket.gaierror(socket.EAI_AGAIN, ""), FailureKind.DNS, "DNS"),
        (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number"), FailureKind.TLS, "speaks https"),
        (AddressRefused("a.test", "10.0.0.1"), FailureKind.REFUSED_ADDRESS, "10.0.0.1"),
        (ProxyUnusable("poll.proxy is no URL"), FailureKind.BAD_URL, "poll.proxy"),
        (MissingVariable("TOKEN"), FailureKind.BAD_URL, "TOKEN"),
        (BadCoding("the gzip data is damaged"), FailureKind.CODING, "damaged"),
    ],
)
def test_the_root_of_a_chain_decides(root: BaseException, kind: FailureKind, says: str) -> None:
    found, message = explain_error(caused(root), "feeds.test")
    assert found is kind
    assert says in message


@pytest.mark.parametrize(
    ("code", "says"),
    [(10, "expired"), (9, "clock"), (18, "self-signed"), (19, "authority"), (20, "authority"), (62, "another host"),
     (99, "could not be verified")],
)  # fmt: skip
def test_a_certificate_that_does_not_verify_is_explained(code: int, says: str) -> None:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = code
    kind, message = explain_error(caused(error), "feeds.test")
    assert kind is FailureKind.TLS
    assert says in message


def test_a_refusal_speaks_for_itself_and_a_bug_is_a_crash() -> None:
    refusal = Refusal(FailureKind.REDIRECTS, "No.")
    assert explain_error(refusal, "a") == (FailureKind.REDIRECTS, "No.")
    kind, message = explain_error(zlib.error("s3cr3t"), "a")
    assert kind is FailureKind.CRASH
    assert "s3cr3t" not in message


def test_a_circle_of_causes_comes_to_an_end() -> None:
    first, second = RuntimeError("1"), RuntimeError("2")
    first.__cause__, second.__cause__ = second, first
    assert explain_error(first, "a")[0] is FailureKind.CRASH


def test_every_status_has_a_kind_and_a_sentence() -> None:
    for status, settled in product([*range(100, 600), 999], (True, False)):
        kind, message = explain_status(status, "feeds.test", authorised=False, settled=settled)
        assert (kind is FailureKind.GONE) == (status == 410 and settled)
        assert message.endswith(".")
        assert str(status) in message


def test_a_401_says_whether_credentials_are_missing_or_wrong() -> None:
    wrong = explain_status(401, "a", authorised=True, settled=True)[1]
    missing = explain_status(401, "a", authorised=False, settled=True)[1]
    assert "not accepted" in wrong
    assert "needed" in missing
