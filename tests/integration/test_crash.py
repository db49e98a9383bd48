"""Killed at any moment, the service loses nothing and announces nothing twice (rule 21). The long form of this test
is `tests/soak/kill.py`."""

from pathlib import Path

from tests.support.killing import kill_again_and_again


async def test_killed_again_and_again_it_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    toll = await kill_again_and_again(tmp_path, kills=8, seconds=12, seed=20260115)
    assert toll.kills >= 4, toll
    assert toll.claims > 0
    assert toll.published > 12
    assert toll.lost == ()
    assert toll.doubled == ()
    assert "Traceback" not in toll.said, toll.said
