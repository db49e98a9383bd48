"""How the suite is spread over the machine."""

import os

import pytest


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: tests of servers and services wait more than they compute."""
    return len(os.sched_getaffinity(0)) + 1
