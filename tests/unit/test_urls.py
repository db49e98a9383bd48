"""URLs as text."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.text.urls import (
    canonical,
    credentials_of,
    host_of,
    is_http,
    join,
    redact,
    safe_link,
    secrets_in,
    without_tracking,
)

URLISH = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="htps:/@?#[]%&=.ab12${}\\ \n", max_size=40),
    st.text(alphabet="ab@:/?#=&tokenpwd[]%", max_size=40).map(lambda rest: f"https://{rest}"),
)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.Example.ORG:8443/x", "www.example.org"),
        ("https://example.org./x", "example.org"),
        ("https://joe:pw@example.org/x", "example.org"),
        ("http://[::1]:80/", "::1"),
        ("http://127.0.0.1:1/", "127.0.0.1"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://شبكة.example/", "xn--ngbc5azd.example"),
        ("https://a..\u2024b/", "a..\u2024b"),
        ("feed", ""),
        ("http://[::1", ""),
        ("http://a.test:port/", ""),
    ],
)
def test_the_host_of_a_url(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("url", "is_one"),
    [("http://a", True), ("HTTPS://a/", True), ("ftp://a", False), ("http:///x", False), ("//a/x", False), ("", False)],
)
def test_http_urls(url: str, is_one: bool) -> None:
    assert is_http(url) is is_one


@pytest.mark.parametrize(
    ("link", "safe"),
    [
        ("https://a.test/x?y#z", "https://a.test/x?y#z"),
        ("  https://a.test/ ", "https://a.test/"),
        ("https://a.test/a b", "https://a.test/a%20b"),
        ('https://a.test/"><script>', "https://a.test/%22%3E%3Cscript%3E"),
        ("https://a.test/\u2028\u00a0x", "https://a.test/%E2%80%A8%C2%A0x"),
        ("https://a.test/خبر", "https://a.test/خبر"),
        ("javascript:alert(1)", ""),
        ("JavaScript://a.test/%0aalert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("/relative", ""),
        ("https://a.test/\x1b[31m", ""),
        ("https://a.test/\n\r", "https://a.test/"),
        ("java\nscript:alert(1)", ""),
    ],
)
def test_safe_links(link: str, safe: str) -> None:
    assert safe_link(link) == safe


@pytest.mark.parametrize(
    ("base", "link", "joined"),
    [
        ("https://a.test/x/feed", "../y", "https://a.test/y"),
        ("https://a.test/x", "//b.test/z", "https://b.test/z"),
        ("https://a.test/x", "?q=1", "https://a.test/x?q=1"),
        ("https://a.test/x", "javascript:x", ""),
        ("https://a.test/x", "http://[", ""),
        ("", "feed", ""),
    ],
)
def test_links_are_made_absolute(base: str, link: str, joined: str) -> None:
    assert join(base, link) == joined


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.test/x?y=1", "https://a.test/x?y=1"),
        ("https://joe:pw@a.test/x", "https://a.test/x"),
        ("https://joe@a.test/", "https://a.test/"),
        ("https://a.test/?token=x&lang=en", "https://a.test/?token=***&lang=en"),
        ("https://a.test/?API_KEY=x&apikey=y&api-key=z", "https://a.test/?API_KEY=***&apikey=***&api-key=***"),
        ("https://a.test/?access_token=x;y&sig=1&X-Amz-Signature=2", "https://a.test/?access_token=***&sig=***&X-Amz-Signature=***"),
        ("https://a.test/?password=&pwd=1&passwd=2", "https://a.test/?password=&pwd=***&passwd=***"),
        ("https://a.test/?%74oken=x", "https://a.test/?%74oken=***"),
        ("https://a.test/?key=${FEED_KEY}", "https://a.test/?key=${FEED_KEY}"),
        ("https://a.test/?keyword=oil&monkey=1&author=x&design=2", "https://a.test/?keyword=oil&monkey=1&author=x&design=2"),
        ("https://a.test/#access_token=x", "https://a.test/#access_token=***"),
        ("https://${USER}:${PW}@a.test/", "https://a.test/"),
        ("https://joe:pw@[::1/x?a=1&token=x#y", "https://[::1/x?a=1&token=***#y"),
        ("https://joe:p@w@a.test/", "https://a.test/"),
        ("no url", "no url"),
    ],
)  # fmt: skip
def test_secrets_are_masked(url: str, shown: str) -> None:
    assert redact(url) == shown
    assert redact(shown) == shown


@pytest.mark.parametrize(
    ("url", "credentials"),
    [
        ("https://joe:p%2Fw@a.test/", ("joe", "p/w")),
        ("https://joe@a.test/", ("joe", "")),
        ("https://:pw@a.test/", ("", "pw")),
        ("https://a.test/@x", None),
        ("https://[::1", None),
    ],
)
def test_credentials_in_a_url(url: str, credentials: tuple[str, str] | None) -> None:
    assert credentials_of(url) == credentials


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTP://Example.ORG:80", "http://example.org/"),
        ("https://example.org:443/a/./b/../c#frag", "https://example.org/a/c"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("https://example.org/%7ejoe/%e2%82%ac", "https://example.org/~joe/%E2%82%AC"),
        ("https://example.org/a%2fb?x=%2f", "https://example.org/a%2Fb?x=%2F"),
        ("https://example.org/ü", "https://example.org/%C3%BC"),
        ("https://example.org/..", "https://example.org/"),
        ("https://example.org/a/.", "https://example.org/a/"),
        ("https://example.org/a/b/..", "https://example.org/a/"),
        ("https://example.org?x=1", "https://example.org/?x=1"),
        ("https://joe:PW@Example.org/", "https://joe:PW@example.org/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("  feed ", "feed"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_canonical_spelling(url: str, same: str) -> None:
    assert canonical(url) == same
    assert canonical(same) == same


def test_query_order_and_path_case_are_kept() -> None:
    assert canonical("https://a.test/B?b=1&a=2") != canonical("https://a.test/b?b=1&a=2")
    assert canonical("https://a.test/?b=1&a=2") != canonical("https://a.test/?a=2&b=1")


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://a.test/x?utm_source=rss&id=7&fbclid=z#c", "https://a.test/x?id=7"),
        ("https://a.test/x?utm_medium=a", "https://a.test/x"),
        ("https://a.test/x?UTM_Campaign=a&at_medium=RSS", "https://a.test/x"),
        ("https://a.test/x?page=utm_source", "https://a.test/x?page=utm_source"),
        ("feed", "feed"),
    ],
)
def test_tracking_parameters_are_left_out(url: str, clean: str) -> None:
    assert without_tracking(url) == clean


@settings(max_examples=100, deadline=None)
@given(URLISH)
def test_nothing_raises_and_what_is_shown_holds_no_password(url: str) -> None:
    host_of(url)
    credentials_of(url)
    assert canonical(canonical(url)) == canonical(url)
    assert without_tracking(without_tracking(url)) == without_tracking(url)
    assert redact(redact(url)) == redact(url)
    link = safe_link(url)
    assert link == "" or (is_http(link) and link.isprintable() and " " not in link)
    assert join("https://a.test/", url) == "" or is_http(join("https://a.test/", url))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abcXYZ0189%._~!$&'()*+,;=", min_size=3, max_size=12))
def test_a_password_in_a_url_is_never_shown(password: str) -> None:
    shown = redact(f"https://joe:{password}@h/q")
    assert shown == "https://h/q"
    assert urlsplit(shown).password is None


def test_the_secrets_of_a_url_are_those_that_are_masked() -> None:
    assert secrets_in("https://a.example/?x=1&api_key=one&token=${NAME}#access_token=two") == ["one", "two"]
    assert secrets_in("https://[broken/?api_key=one") == []
