"""The main text of a page, with an extractor and without one."""

import sys
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.engine.extract import main_text
from watcher.text.article import article_text

STORY = "The last convoy left the base at dawn, and the army took over its gates and towers an hour later. "
MENU = "<nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav>"
FOOT = "<footer><p>Copyright by the publisher, who reserves each and every right there is.</p></footer>"
TEASERS = "<div><a href=/1>Ten things to know about the weather this weekend</a></div>" * 5


@pytest.mark.parametrize(
    ("body", "there", "gone"),
    [
        (f"{MENU}<article><h1>Handover</h1><p>{STORY * 3}</p><p>By Ann</p></article>{FOOT}",
         ["Handover", "took over", "By Ann"], ["Home", "World", "reserves"]),
        (f"{MENU}<main><p>{STORY * 3}</p><aside>Subscribe to our newsletter for more of it</aside></main>{FOOT}",
         ["took over"], ["newsletter"]),
        (f"{MENU}<div><h2>Handover</h2><p>{STORY}<p>{STORY}</div>{TEASERS}{FOOT}",
         ["Handover", "took over"], ["weather", "Home"]),
        (f"<form><div><p>{STORY}</p><select><option>Choose</select></div></form>", ["took over"], ["Choose"]),
        (f"<article>Too little</article><p>{STORY}</p>", ["took over"], ["Too little"]),
        (f"<p>{STORY} It <a href=x>says</a> so.</p><script>var lost = 1</script><style>p {{}}</style>",
         ["It says so."], ["lost", "{"]),
        (f"<table><tr><td>{STORY}<td>{STORY}</table>", ["took over"], []),
    ],
)  # fmt: skip
def test_prose_stays_and_the_margins_go(body: str, there: list[str], gone: list[str]) -> None:
    text = article_text(f"<html><head><title>The title of the page is no text of it</title></head><body>{body}")
    assert all(words in text for words in there)
    assert not [words for words in [*gone, "The title of the page"] if words in text]


def test_a_head_that_is_never_closed_swallows_nothing() -> None:
    assert article_text(f"<head><title>T</title><body><p>{STORY}") == STORY.strip()


def test_where_nothing_is_left_all_of_it_is_better() -> None:
    assert article_text("<nav><p>One</p><p>Two</p>") == "One\nTwo"
    assert article_text("") == ""


@given(
    st.lists(
        st.sampled_from(
            [
                "<nav>",
                "</nav>",
                "<p>",
                "<a href=x>",
                "</a>",
                "<article>",
                "</article>",
                "word ",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "&amp;",
                "<",
                "<body>",
                "</head>",
                "<head>",
            ]
        )
    )
)
@settings(max_examples=100)  # fmt: skip
def test_any_markup_will_do(pieces: list[str]) -> None:
    source = "".join(pieces)
    text = article_text(source)
    assert "<a href" not in text
    assert len(text) <= len(source)


@pytest.mark.parametrize("piece", ["<p><a>x", "<nav>", "<a>", "<article><p>word </p>"])
def test_hostile_pages_take_linear_time(piece: str) -> None:
    began = process_time()
    article_text(piece * 20_000)
    assert process_time() - began < 5


def test_the_extractor_finds_the_article_and_not_its_margins() -> None:
    text = main_text(f"<html><body>{MENU}<article><h1>H</h1><p>{STORY}</p><p>{STORY}</p></article>{FOOT}", "")
    assert "took over" in text
    assert "Home" not in text
    assert "reserves" not in text


def test_without_the_extractor_the_simple_means_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    page = f"{MENU}<article><p>{STORY * 3}</p></article>"
    assert main_text(page, "https://a.example/") == article_text(page)


@pytest.mark.parametrize("found", [RecursionError("deep"), None, "short"])
def test_an_extractor_that_breaks_or_finds_next_to_nothing_is_stood_in_for(
    monkeypatch: pytest.MonkeyPatch, found: object
) -> None:
    import trafilatura

    def extract(*_: object, **__: object) -> object:
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(trafilatura, "extract", extract)
    assert main_text(f"<p>{STORY}</p>", "") == STORY.strip()
