"""When places may close: somebody takes up the clients who wait or lose their place."""

from pathlib import Path

import pytest

from sim.errors import ScenarioError

from .one_line_stations import DESK, HEAD, OTHER, STAY, Load, as_section, loading, refusal


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    return loading(tmp_path, monkeypatch)


CLOSE = "- {id: close, kind: places, station: desk, number: {2023-01-01: 0}}"
LIST = "id: list, kind: divert, from: desk, to: other, applies_to: [new, waiting]"


def test_a_pool_may_close_when_its_list_goes_elsewhere(load: Load) -> None:
    section = as_section([CLOSE, f"- {{{LIST}, share: {{2023-01-01: 1}}}}"])

    assert load(DESK, OTHER, *section).warnings == ()


@pytest.mark.parametrize(
    "divert",
    [
        LIST + ", share: {2023-01-01: 0.9}",
        LIST.replace("[new, waiting]", "[new]") + ", share: {2023-01-01: 1}",
        LIST + ", share: {2023-01-01: 1}, when: full",
        LIST + ", share: {2023-01-01: 1}, until: 2024-01-01",
        LIST + ", share: {2023-01-01: 1}, needs: [light]",
        LIST + ", share: {2023-01-01: 1}, gemeenten: [town]",
    ],
)
def test_part_of_a_list_elsewhere_is_not_enough(load: Load, divert: str) -> None:
    spec = refusal(load, DESK, OTHER, *as_section([CLOSE, f"- {{{divert}}}"]))

    assert "interventions.close.number: stations.desk has no places from" in spec


def test_diverts_may_share_the_list(load: Load) -> None:
    parts = [
        f"- {{{LIST.replace('list', need)}, share: {{2023-01-01: 1}}, needs: [{need}]}}"
        for need in ("light", "heavy")
    ]

    assert load(DESK, OTHER, *as_section([CLOSE, *parts])).warnings == ()


def test_a_pool_may_be_closed_for_a_while(load: Load) -> None:
    assert load(DESK.replace("places: 9", "places: {2020-01-01: 9, 2022-01-01: 0, 2023-01-01: 9}"))


def test_a_path_of_the_pool_itself_may_close_it_too(load: Load) -> None:
    spec = refusal(load, DESK.replace("places: 9", "places: {2020-01-01: 9, 2022-01-01: 0}"))

    assert spec.startswith("x.yaml:11: stations.desk.places: stations.desk has no places from")


def test_less_than_one_place_is_none(load: Load) -> None:
    # 0.4 FTE x 2 clients per FTE = 0.8 places
    staff = "{fte: {2020-01-01: 9, 2022-01-01: 0.4}, clients_per_fte: 2}"
    station = f"desk: {{staff: {staff}, {STAY}}}"

    assert "has no places from" in refusal(load, station)


MOVES = "- {id: move, kind: places, station: other, moves_to_pool: rooms, from: 2022-01-01}"
FEWER = (
    "- {id: fewer, kind: places, pool: beds, number: {2023-01-01: 3}, closing: relocate, "
    "relocate_to: other}"
)
BEDS = f"desk: {{pool: beds, {STAY}, next: {{other: 1}}}}", f"other: {{pool: beds, {STAY}}}"


def test_who_has_moved_to_another_pool_may_take_up_who_loses_a_bed(load: Load) -> None:
    head = HEAD + "pools: {beds: {places: 9}, rooms: {places: 9}}\n"

    assert load(*BEDS, *as_section([MOVES, FEWER]), head=head).warnings == ()


def test_who_stays_in_the_pool_may_not(load: Load) -> None:
    head = HEAD + "pools: {beds: {places: 9}}\n"
    with pytest.raises(ScenarioError, match=r"fewer\.relocate_to is \"other\"; draws its places"):
        load(*BEDS, *as_section([FEWER]), head=head)
