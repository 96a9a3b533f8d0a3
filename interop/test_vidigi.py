"""The event log of a run is animated by vidigi, without a warning, and shows who was where."""

import json
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from vidigi.animation import animate_activity_log
from vidigi.prep import reshape_for_animations

START = pd.Timestamp(2020, 1, 1)
LAST_DAY, EVERY = 1095, 73


@pytest.fixture(scope="module")
def log(made: Path) -> pd.DataFrame:
    return pd.read_csv(made / "run-vidigi" / "run-0.csv")


@pytest.fixture(scope="module")
def snapshots(log: pd.DataFrame) -> pd.DataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return reshape_for_animations(
            log, every_x_time_units=EVERY, limit_duration=LAST_DAY, step_snapshot_max=1000
        )


def there_at(visits: pd.DataFrame, day: int) -> dict[str, int]:
    """How many are in care and on the list of each station, by the visits alone.

    Who waits in a place for the next one stands in that place, and on no list.
    """
    now = START + pd.Timedelta(days=day)
    here = (visits["joined"] <= now) & ~(visits["ended"] <= now)
    in_care = here & (visits["started"] <= now)
    over = visits["ended"] - pd.to_timedelta(visits["blocked_days"], unit="D")
    blocked = set(visits.loc[in_care & (visits["blocked_days"] > 0) & (over <= now), "client"])
    waiting = here & ~in_care & ~visits["client"].isin(blocked)
    return {
        f"{station}_{what}": number
        for what, flags in (("care", in_care), ("wait", waiting))
        for station, number in visits[flags]["station"].value_counts().items()
    }


@pytest.mark.parametrize("day", range(EVERY, LAST_DAY - EVERY, EVERY))
def test_a_picture_shows_who_was_where(
    snapshots: pd.DataFrame, visits: pd.DataFrame, day: int
) -> None:
    shown = snapshots[(snapshots["snapshot_time"] == day) & (snapshots["event"] != "depart")]
    assert shown["event"].value_counts().to_dict() == there_at(visits, day)


def test_an_animation_is_made(made: Path, log: pd.DataFrame, tmp_path: Path) -> None:
    folder = made / "run-vidigi"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure: Any = animate_activity_log(
            event_log=log,
            event_position_df=pd.read_csv(folder / "positions.csv"),
            scenario=json.loads((folder / "resources.json").read_text(encoding="utf-8")),
            simulation_time_unit="days",
            every_x_time_units=EVERY,
            limit_duration=LAST_DAY,
            start_date="2020-01-01",
        )
    assert len(figure.frames) == LAST_DAY // EVERY + 1
    figure.write_html(tmp_path / "animation.html")
    page = (tmp_path / "animation.html").read_text(encoding="utf-8")
    assert "Waits for help" in page
