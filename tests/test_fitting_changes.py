"""An intervention must fit what it changes."""

from pathlib import Path

import pytest

from .one_line_stations import DESK, STAY, Load, as_section, loading, refusal


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    return loading(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("station", "intervention", "spec"),
    [
        (
            DESK,
            "kind: places, station: desk, number: {2023-01-01: 3}, gemeenten: [town]",
            "gemeenten: desk is a pool of the region, without places by gemeente",
        ),
        (
            f"desk: {{{STAY}}}",
            "kind: places, station: desk, number: {add: {2023-01-01: 3}}",
            "number: unlimited places have no add; set a number",
        ),
        (
            DESK,
            "kind: waiting, station: desk, limit: {add: {2023-01-01: 3}}",
            "limit: desk has no limit, so there is nothing to add; set a value",
        ),
        (
            DESK,
            "kind: waiting, station: desk, escalates_per_week: {2023-01-01: 0.1}",
            "escalates_per_week: desk says not where its clients escalate to",
        ),
        (
            DESK,
            "kind: next, station: desk, returns: {share: {2023-01-01: 0.1}}",
            "returns: desk has no returns, so no delay is known",
        ),
        (
            DESK,
            "kind: next, station: desk, together: {station: desk, share: {2023-01-01: 0.1}}",
            'together.station is "desk"; desk starts no second trajectory there',
        ),
        (
            DESK,
            "kind: next, station: desk, to: early, share: {2023-01-01: 0.1}, taken_from: moved",
            'taken_from is "moved"; gives less than is taken from it by 0.1 at desk on 2023-01-01, '
            "for heavy in city; its row is out; take less, or from another destination",
        ),
        (
            DESK,
            "kind: next, station: desk, to: early",
            'to is "early"; `to` and `share` come together; give both',
        ),
        (
            DESK,
            "kind: places, station: desk, closing: relocate, from: 2023-01-01",
            'closing is "relocate"; closing by relocation says where the clients go',
        ),
        (
            DESK,
            "kind: stay, station: desk, factor: {2023-01-01: -1}",
            "factor.2023-01-01 is -1; a factor must be 0 or more",
        ),
        (
            DESK,
            "kind: places, station: desk, number: {add: {2023-01-01: -12}}",
            "number is -3; is what stations.desk.places becomes, and it must be 0 or more",
        ),
        (
            DESK,
            "kind: inflow, add: {2023-01-01: 3}",
            "add: adds to arrivals per year and per 1,000 youth at once",
        ),
    ],
)
def test_an_intervention_must_fit_what_it_changes(
    load: Load, station: str, intervention: str, spec: str
) -> None:
    assert f"interventions.a.{spec}" in refusal(
        load, station, *as_section([f"- {{id: a, {intervention}}}"])
    )


def test_shares_raised_together_above_1(load: Load) -> None:
    desk = f"desk: {{{STAY}, next: {{early: 0.3, moved: 0.3, rest: out}}}}"
    raised = [
        f"- {{id: {to}, kind: next, station: desk, to: {to}, share: {{2023-01-01: 0.6}}}}"
        for to in ("early", "moved")
    ]

    assert refusal(load, desk, *as_section(raised)) == (
        "x.yaml:14: interventions.moved.share: the other destinations have 0.2 less than early, "
        "moved gain at desk on 2023-01-01, for heavy in city; lower a share, or say in taken_from "
        "who gives it"
    )


def test_returns_may_change_for_those_who_have_them(load: Load) -> None:
    desk = f"desk: {{{STAY}, returns: {{heavy: {{share: 0.1, mean_days: 9}}}}}}"
    change = "id: a, kind: next, station: desk, returns: {share: {2021-01-01: 0.2}}"

    assert load(desk, *as_section([f"- {{{change}, needs: [heavy]}}"]))
    assert "desk has no returns for light in city" in refusal(
        load, desk, *as_section([f"- {{{change}}}"])
    )
