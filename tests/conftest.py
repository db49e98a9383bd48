"""How the suite is spread over the machine, and that none of its tests is timed."""

import os

import pytest
from hypothesis import settings

# A first example that loads a table on a busy machine is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: tests of servers and services wait more than they compute."""
    return len(os.sched_getaffinity(0)) + 1
