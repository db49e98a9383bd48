"""What a document says of its own schedule."""

from datetime import timedelta

import pytest

from tests.support.feeds import atom, item, parsed, rss
from watcher.feeds.parse.hints import publish_hints
from watcher.types import PublishHints

SY = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'


@pytest.mark.parametrize(
    ("head", "hints"),
    [
        ("", PublishHints()),
        ("<ttl>60</ttl>", PublishHints(ttl=timedelta(hours=1))),
        ("<ttl> <![CDATA[ 15 ]]> </ttl>", PublishHints(ttl=timedelta(minutes=15))),
        ("<ttl>0</ttl>", PublishHints()),
        ("<ttl>-5</ttl>", PublishHints()),
        ("<ttl>soon</ttl>", PublishHints()),
        ("<ttl>999999999</ttl>", PublishHints(ttl=timedelta(days=365))),
        ("<ttl>99999999999999999999</ttl>", PublishHints()),
        (f"<sy:updatePeriod {SY}>hourly</sy:updatePeriod>", PublishHints(update_period=timedelta(hours=1))),
        (
            f"<sy:updatePeriod {SY}> Daily </sy:updatePeriod><sy:updateFrequency {SY}>4</sy:updateFrequency>",
            PublishHints(update_period=timedelta(hours=6)),
        ),
        (f"<sy:updateFrequency {SY}>2</sy:updateFrequency>", PublishHints(update_period=timedelta(hours=12))),
        (f"<sy:updatePeriod {SY}>sometimes</sy:updatePeriod>", PublishHints()),
        (
            "<skipHours><hour>0</hour><hour>24</hour><hour>23</hour><hour>99</hour><hour>x</hour></skipHours>",
            PublishHints(skip_hours=frozenset({0, 23})),
        ),
        (
            "<skipDays><day>Monday</day><day>sunday</day><day>Doomsday</day></skipDays>",
            PublishHints(skip_days=frozenset({0, 6})),
        ),
    ],
)
def test_hints(head: str, hints: PublishHints) -> None:
    assert parsed(rss(item(), head=head)).meta.hints == hints
    assert parsed(rss(head=head)).meta.hints == hints
    assert parsed(rss(item(), "<item/>", head)).meta.hints == hints, "after the items"


def test_what_an_item_says_is_no_hint() -> None:
    assert (
        parsed(rss(item("<ttl>5</ttl><description><![CDATA[<ttl>5</ttl>]]></description>"))).meta.hints
        == PublishHints()
    )


def test_prefixed_items_end_the_head_too() -> None:
    document = "<r:RDF><r:item><ttl>5</ttl></r:item></r:RDF>"
    assert publish_hints(document) == PublishHints()


def test_atom_may_carry_the_syndication_module() -> None:
    period = f"<sy:updatePeriod {SY}>weekly</sy:updatePeriod>"
    assert parsed(atom(period, "<entry><id>1</id></entry>")).meta.hints.update_period == timedelta(weeks=1)
