"""The log of a run opens in pm4py, in UTC, with the steps and the order of the visits."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pm4py
import pytest
from pm4py.objects.log.util import interval_lifecycle


@pytest.fixture(scope="module")
def log(made: Path) -> pd.DataFrame:
    return pm4py.read_xes(str(made / "run-xes" / "run-0.xes"))


def test_every_step_of_every_visit_is_there(log: pd.DataFrame, visits: pd.DataFrame) -> None:
    steps = log["lifecycle:transition"].value_counts().to_dict()
    assert steps["schedule"] == len(visits)
    assert steps["start"] == visits["started"].notna().sum()
    assert sum(steps.values()) == len(visits) + visits[["started", "ended"]].notna().sum().sum()
    assert log["case:concept:name"].nunique() == visits["child"].nunique()


def test_times_are_in_utc_and_to_the_millisecond(log: pd.DataFrame, visits: pd.DataFrame) -> None:
    assert str(log["time:timestamp"].dt.tz) == "UTC"
    starts = log[log["lifecycle:transition"] == "start"]
    by_visit = starts.set_index(starts["concept:instance"].astype(int))["time:timestamp"]
    wanted = visits.set_index("visit")["started"].dropna().dt.floor("ms")
    assert by_visit.sort_index().dt.tz_localize(None).tolist() == wanted.sort_index().tolist()


def test_who_goes_where_after_what(log: pd.DataFrame, visits: pd.DataFrame) -> None:
    """The graph of what directly follows, of visits that were completed."""
    completed = log[log["lifecycle:transition"] == "complete"]
    found, _, _ = pm4py.discover_dfg(completed)
    ended = visits[visits["outcome"] == "completed"].sort_values(["ended", "visit"])
    follows: Counter[tuple[str, str]] = Counter()
    for _, stations in ended.groupby("child")["station"]:
        follows.update(pairwise(stations))
    assert dict(found) == dict(follows)
    assert follows["help", "home"] > 10


def test_how_long_help_took(log: pd.DataFrame, visits: pd.DataFrame) -> None:
    """pm4py joins the start and the end of a visit to an interval."""
    done = visits[(visits["station"] == "help") & (visits["outcome"] == "completed")]
    steps = log[log["lifecycle:transition"].isin(["start", "complete"])]
    of_done = steps[steps["concept:instance"].isin(done["visit"].astype(str))]
    intervals = interval_lifecycle.to_interval(pm4py.convert_to_event_log(of_done))
    lengths = [event["time:timestamp"] - event["start_timestamp"]
               for trace in intervals for event in trace]  # fmt: skip
    wanted = (done["ended"] - done["started"]).dt.total_seconds()
    shown = pd.Series(lengths).dt.total_seconds()
    assert shown.sort_values().tolist() == pytest.approx(wanted.sort_values().tolist(), abs=0.002)
    assert len(shown) > 50
