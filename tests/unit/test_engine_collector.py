"""The cycle collector leaves alone what stays, and still finds garbage."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from watcher.engine.collector import THRESHOLDS, spare_what_stays


@pytest.fixture(autouse=True)
def _collector_as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


class Node:
    """Holds itself."""

    def __init__(self) -> None:
        self.me = self


def test_what_is_there_is_not_looked_at_again() -> None:
    kept = Node()
    spare_what_stays()
    assert gc.get_threshold() == THRESHOLDS
    assert gc.get_freeze_count() > 1_000
    assert not any(each is kept for each in gc.get_objects())


def test_cycles_made_later_are_found() -> None:
    spare_what_stays()
    gone = weakref.ref(Node())
    gc.collect()
    assert gone() is None
