"""Python's cycle collector, kept from looking at what stays."""

import gc

__all__ = ["spare_what_stays"]

THRESHOLDS = (100_000, 20, 20)
"""Objects made before the young are looked at, and how often until the older ones are. Python's own (700, 10, 10) suit
small programs: a pass makes a million objects, few of which are in a cycle."""


def spare_what_stays() -> None:
    """Never look again at what is loaded by now, modules and tables; for a process that begins its work.

    A tenth of a cold pass's time went into looking at it. Forked processes go on sharing its memory, too. Whatever is
    garbage by now is never found: so this is not for a process that has been at work.
    """
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
