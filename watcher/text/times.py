"""Times as people say them."""

from datetime import datetime, timedelta

__all__ = ["age"]


def age(at: datetime | None, now: datetime) -> str:
    """How long ago, in the largest unit: `5m`, `3h`, `2d`; `in 5m` where it lies ahead, "" for None."""
    if at is None:
        return ""
    seconds = abs(now - at) // timedelta(seconds=1)
    ahead = at > now and seconds > 0
    for size, unit in ((86400, "d"), (3600, "h"), (60, "m")):
        if seconds >= size:
            said = f"{seconds // size}{unit}"
            break
    else:
        said = f"{seconds}s"
    return f"in {said}" if ahead else said
