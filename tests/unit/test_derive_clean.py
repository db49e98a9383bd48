"""What is the document's own text, and on which line it stands."""

import pytest

from watcher.derive.clean import clean
from watcher.derive.model import SeedDocument


def blocks(text: str, media: str = "text") -> list[str]:
    return [block.text for block in clean(SeedDocument("seed", text, media)).blocks]


def reasons(text: str, media: str = "text") -> dict[str, str]:
    return dict(clean(SeedDocument("seed", text, media)).dropped)


@pytest.mark.parametrize(
    "line",
    [
        "Photo: A worker at the plant (Getty Images / Jens Schlueter)",
        "Smoke over the harbour on Monday. (credit: ANNA PETERS/AFP via Getty Images)",
        "Villagers wait for water. KOFI MENSAH/REUTERS",
        "Foto: Jens Büttner",
        "صورة: وكالة الأنباء",
    ],
)
def test_photo_credits_are_dropped(line: str) -> None:
    assert blocks(f"The plant burned.\n\n{line}\n\nIt is closed.") == ["The plant burned.", "It is closed."]
    assert reasons(line) == {line: "photo credit or caption"}


def test_a_caption_that_the_credit_repeats_goes_with_it() -> None:
    caption = "Guards stand on the border on September 2."
    text = f"{caption}\n\n{caption} (credit: ADAM SOUZA/AFP via Getty Images)\n\nThe talks failed."
    assert blocks(text) == ["The talks failed."]


def test_a_story_about_a_picture_agency_stays() -> None:
    line = "Getty Images sued the maker of the model in London, where the trial of the two companies opened."
    assert blocks(line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By Aminata Fofana and Pierre Lacombe",
        "(Reporting by Aminata Fofana; Editing by Tom Hale)",
        "Published 7:45 PM EST, Sun November 9",
        "Von Michaela Kurz",
    ],
)
def test_bylines_are_dropped(line: str) -> None:
    assert blocks(f"{line}\n\nThe talks failed.") == ["The talks failed."]
    assert reasons(line)[line] == "byline"


@pytest.mark.parametrize(
    "line", ["Sign up for our newsletter", "© 2025 The Daily. All rights reserved.", "Read more here"]
)
def test_page_furniture_is_dropped(line: str) -> None:
    assert blocks(f"The talks failed.\n\n{line}") == ["The talks failed."]


def test_sources_in_brackets_at_the_end_go() -> None:
    assert blocks("The dam broke near Atbara. (Reuters) (Al Jazeera)") == ["The dam broke near Atbara."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CONAKRY, March 4 (Reuters) - Soldiers fired.", ["Conakry", "Soldiers fired."]),
        ("AREQUIPA, Peru (AP) — A quake struck.", ["Arequipa", "Peru", "A quake struck."]),
        ("ATHENS/DUBAI, Jan 19 - Armed men boarded it.", ["Athens", "Dubai", "Armed men boarded it."]),
        ("KRAKÓW. Two men walked out.", ["Kraków", "Two men walked out."]),
        ("The court in Bonn - a small one - adjourned.", ["The court in Bonn - a small one - adjourned."]),
    ],
)
def test_datelines_give_their_place_and_lose_their_agency(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


def test_lines_of_the_original_are_kept() -> None:
    cleaned = clean(SeedDocument("seed", "# Title\n\nOne\ntwo.\n\n- A point.\n- Another.\n", "markdown"))
    assert [(b.line, b.text, b.heading) for b in cleaned.blocks] == [
        (1, "Title", True),
        (3, "One two.", False),
        (6, "A point.", False),
        (7, "Another.", False),
    ]


def test_markdown_is_read_as_text() -> None:
    text = (
        "---\ntitle: X\n---\n\n**Bold** [link text](https://www.example.org/x) and `code` ![alt](x.png) end.\n\n***\n"
    )
    assert blocks(text, "markdown") == ["Bold link text and code end."]


def test_html_gives_its_own_text_only() -> None:
    page = (
        "<html><head><title>T</title><script>var x = 'Advert';</script></head><body>\n"
        "<nav>Home <a href='/'>About</a></nav>\n<h1>The quake</h1>\n"
        "<p class='byline'>Jane Roe</p>\n<p>It struck <b>Lima</b> &amp; Callao&rsquo;s port.<br>Twice.</p>\n"
        "<figure><img src=x><figcaption>A wall</figcaption></figure>\n<p>Aid came.\n"
        "<footer>Imprint</footer></body></html>"
    )
    cleaned = clean(SeedDocument("page.html", page, "html"))
    assert [(b.line, b.text) for b in cleaned.blocks] == [
        (3, "The quake"),
        (5, "It struck Lima & Callao’s port."),
        (5, "Twice."),
        (7, "Aid came."),
    ]


def test_blocks_outside_a_pages_main_text_are_dropped() -> None:
    page = "<h1>The quake</h1><p>It struck Lima.</p><p>Celebrity weds in Cannes.</p>"
    cleaned = clean(SeedDocument("page.html", page, "html", main="The quake\nIt struck Lima."))
    assert [block.text for block in cleaned.blocks] == ["The quake", "It struck Lima."]
    assert cleaned.dropped == (("Celebrity weds in Cannes.", "outside the page's main text"),)


@pytest.mark.parametrize(
    "page", ["<p>one<", "<script>never closed", "</p></nav></figure>", "<nav><nav>x</nav>", "&#x110000;<p>a"]
)
def test_broken_html_is_read_as_far_as_it_goes(page: str) -> None:
    clean(SeedDocument("page.html", page, "html"))


def test_addresses_are_no_text() -> None:
    assert blocks("Write to desk@example.org or see https://www.example.org/Big-Name now.") == ["Write to or see now."]
