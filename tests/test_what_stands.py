"""Changes that work on what stands: `present`, `part`, additions per 1,000 youth (rule 22)."""

from pathlib import Path

import pytest

from sim import load
from sim.errors import ScenarioError
from sim.in_force import InForce
from sim.telling.explain import explain

from .layered import ROOT, day, places, route, world


def row(in_force: InForce, date: int, need: str = "mild") -> dict[str, float]:
    group = next(group for group in in_force.groups if group.need == need)
    return {to: share for to, share in in_force.row("A").of(group).at(date).items() if share}


# ---------------------------------------------------------------------------- present


def test_a_path_begins_with_what_stands_that_day(tmp_path: Path) -> None:
    lower = places("grow", "number: {add: {2021-01-01: 7}}")
    close = places("close", "number: {path: {2022-01-01: present, 2023-01-01: 2}, shape: ramp}")

    line = world(tmp_path, "", lower, close).pool("beds").given

    half = day(2022, 7)
    part = (half - day(2022)) / 365  # 181 days of a ramp of 365
    assert [line.at(at) for at in (day(2022) - 1, day(2022), half, day(2023), day(2025))] == [
        *(57, 57),
        int(57 - 55 * part),
        *(2, 2),
    ]


def test_a_path_that_is_present_alone_stays_what_stood(tmp_path: Path) -> None:
    frozen = places("freeze", "number: {2023-07-01: present}")

    line = world(tmp_path, "", frozen).pool("beds").given

    assert [line.at(day(year)) for year in (2023, 2025)] == [50, 50]  # 80 from 2024 without it


def test_what_stands_is_below_the_layer_and_not_in_it(tmp_path: Path) -> None:
    own = places("more", "number: {factor: {2021-01-01: 2}}")
    stay = places("stay", "number: {2022-01-01: present}")

    line = world(tmp_path, "", own + stay).pool("beds").given

    assert line.at(day(2022)) == 50 * 2  # 50 stand below; the factor of this layer still counts


def test_staff_and_shares_are_what_stands_too(tmp_path: Path) -> None:
    lower = places("hire", "fte: {add: {2021-01-01: 5}}", pool="team")
    lower += route("more-b", "B", "{2021-01-01: 0.5}", "out")
    upper = places("end", "fte: {path: {2022-01-01: present, 2024-01-01: 1}}", pool="team")
    upper += route("b-ends", "B", "{path: {2022-01-01: present, 2024-01-01: 0}}", "out")

    in_force = world(tmp_path, "", lower, upper)

    fte = in_force.staff.fte("team", None)
    assert [fte.at(day(year)) for year in (2022, 2023, 2024)] == [15, 15, 1]
    shares = [row(in_force, day(year)) for year in (2022, 2024)]
    assert shares == [
        pytest.approx({"B": 0.5, "C": 0.2, "out": 0.3}),
        pytest.approx({"C": 0.2, "out": 0.8}),
    ]


def test_a_lump_sum_of_each_gemeente_is_what_stands(tmp_path: Path) -> None:
    fund = "  - {id: fund, kind: price, station: A, lump_sum_per_year: {add: {2021-01-01: 300}}}\n"
    keep = (
        "  - {id: keep, kind: price, station: A, "
        "lump_sum_per_year: {path: {2022-01-01: present, 2023-01-01: 600}}}\n"
    )

    in_force = world(tmp_path, "", fund, keep)

    period = in_force.scenario.period
    lines = {item.gemeente: item.per_year(period) for item in in_force.lump_sums}
    sums = {name: [line.at(day(year)) for year in (2022, 2023)] for name, line in lines.items()}
    assert sums == {"town": [200, 400], "far": [100, 200]}


@pytest.mark.parametrize(
    ("intervention", "says"),
    [
        (
            "id: x, kind: waiting, station: A, limit: {2022-01-01: present}",
            "interventions.x.limit: A has no limit, so nothing stands there that day; set a value",
        ),
        (
            "id: x, kind: places, station: B2, number: {2022-01-01: present}",
            "interventions.x.number: places here are unlimited, so no number of them stands there "
            "that day; set a number",
        ),
        (
            "id: x, kind: divert, from: B, to: C, share: {2022-01-01: present}",
            'interventions.x.share is "present"; is what stands there that day, and nothing stands '
            "before a divert; write a share",
        ),
        (
            "id: x, kind: inflow, factor: {2022-01-01: present}",
            "interventions.x.factor: a factor has numbers only: `present` is a value that is set; "
            "write {set: ...}, or a number there",
        ),
    ],
)
def test_present_where_nothing_stands_is_refused(
    tmp_path: Path, intervention: str, says: str
) -> None:
    free = "  B2: {stay: {distribution: fixed, days: 1}, next: {out: 1}}\ninterventions:\n"
    root = ROOT.replace("interventions:\n", free).replace("B: 0.4, C", "B: 0.3, B2: 0.1, C")

    with pytest.raises(ScenarioError) as error:
        world(tmp_path, f"  - {{{intervention}}}\n", root=root)

    (line,) = error.value.lines
    assert line.endswith(says)


def test_a_number_of_the_file_itself_is_never_present(tmp_path: Path) -> None:
    root = ROOT.replace("2024-01-01: 80", "2024-01-01: present")

    with pytest.raises(ScenarioError, match=r"nothing stands below this number itself"):
        world(tmp_path, "", root=root)


# ---------------------------------------------------------------------------- part


def test_a_part_is_of_what_goes_there(tmp_path: Path) -> None:
    one = route("half", "D", "{part: {2022-01-01: 0.5}}", "B")

    in_force = world(tmp_path, "", one)

    assert row(in_force, day(2021)) == pytest.approx({"B": 0.4, "C": 0.2, "out": 0.4})
    assert row(in_force, day(2022)) == pytest.approx({"B": 0.2, "C": 0.2, "D": 0.2, "out": 0.4})


def test_parts_of_one_layer_or_two_follow_each_other(tmp_path: Path) -> None:
    first = route("first", "D", "{part: {2022-01-01: 0.3}}", "B")
    second = route("second", "C", "{part: {2022-01-01: 0.2}}", "B")
    expected = {
        "B": 0.4 * 0.7 * 0.8,  # 0.3 and then 0.2 together take 44%
        "C": 0.2 + 0.4 * 0.7 * 0.2,
        "D": 0.4 * 0.3,
        "out": 0.4,
    }

    together = world(tmp_path, "", first + second)
    apart = world(tmp_path, "", first, second)

    assert row(together, day(2022)) == pytest.approx(expected)
    assert row(apart, day(2022)) == pytest.approx(expected)


def test_a_part_comes_after_the_numbers_of_its_layer(tmp_path: Path) -> None:
    part = route("half", "D", "{part: {2022-01-01: 0.5}}", "B")
    number = route("less-b", "B", "{2022-01-01: 0.1}", "out")

    in_force = world(tmp_path, "", part + number)

    assert row(in_force, day(2022)) == pytest.approx(
        {"B": 0.05, "C": 0.2, "D": 0.05, "out": 0.4 + 0.3}
    )


def test_a_part_on_a_ramp_until_a_day(tmp_path: Path) -> None:
    share = "{part: {2022-01-01: 0, 2023-01-01: 1}, shape: ramp}, until: 2024-01-01"

    in_force = world(tmp_path, "", route("all", "D", share, "B"))

    quarter = (day(2022, 4) - day(2022)) / 365
    assert row(in_force, day(2022, 4))["D"] == pytest.approx(0.4 * quarter)
    assert row(in_force, day(2023)) == pytest.approx({"C": 0.2, "D": 0.4, "out": 0.4})
    assert row(in_force, day(2024)) == pytest.approx({"B": 0.4, "C": 0.2, "out": 0.4})


@pytest.mark.parametrize(
    ("intervention", "says"),
    [
        (
            "kind: next, station: A, to: D, share: {part: {2022-01-01: 0.5}}",
            "interventions.x.share: is a part of what goes to another destination, and none is "
            "named; name the one that gives: taken_from: <station>",
        ),
        (
            "kind: next, station: A, to: D, taken_from: B, share: {part: {2022-01-01: 1.5}}",
            "interventions.x.share is 1.5; must be a part from 0 to 1",
        ),
        (
            "kind: divert, from: B, to: C, share: {part: {2022-01-01: 0.5}}",
            "interventions.x.share.part: is of the share of a row, in an intervention of kind "
            "next; write set, factor or add",
        ),
        (
            "kind: waiting, station: A, limit: {add_per_1000_youth: {2022-01-01: 5}}",
            "interventions.x.limit.add_per_1000_youth: is of the number or fte of places; write "
            "set, factor or add",
        ),
    ],
)
def test_a_part_that_is_none_is_refused(tmp_path: Path, intervention: str, says: str) -> None:
    with pytest.raises(ScenarioError) as error:
        world(tmp_path, f"  - {{id: x, {intervention}}}\n")

    assert error.value.lines[0].endswith(says)


# ---------------------------------------------------------------------------- per 1,000 youth


def test_staff_per_1000_youth_of_the_pool(tmp_path: Path) -> None:
    root = ROOT.replace(
        "office: {staff: {fte: 20, clients_per_fte: 1}}",
        "office: {scope: gemeente, staff: {default: {fte: 20, clients_per_fte: 1}}}",
    )
    more = places("hire", "fte: {add_per_1000_youth: {2022-01-01: 4}}", pool="office")
    more += places("team", "fte: {add_per_1000_youth: {2022-01-01: 4}}", pool="team")

    staff = world(tmp_path, "", more, root=root).staff

    # Town has 1,000 youths and far 500; the team of the region is for both.
    assert staff.fte("office", "town").last == 20 + 4
    assert staff.fte("office", "far").last == 20 + 2
    assert staff.fte("team", None).last == 10 + 6


def test_places_per_1000_youth_are_whole(tmp_path: Path) -> None:
    more = places("more", "number: {add_per_1000_youth: {2022-01-01: 1.5}}")

    line = world(tmp_path, "", more).pool("beds").given

    assert line.at(day(2022)) == 52  # 50 + 1.5 x 1.5 = 52.25


def test_staff_per_1000_youth_may_come_from_another_pool(tmp_path: Path) -> None:
    more = "fte: {add_per_1000_youth: {2022-01-01: 4}}, staff_from: {office: 0.5}"

    staff = world(tmp_path, "", places("hire", more, pool="team")).staff

    assert (staff.fte("team", None).last, staff.fte("office", None).last) == (16, 20 - 3)


# ---------------------------------------------------------------------------- told


def test_explain_tells_them_in_words(tmp_path: Path) -> None:
    close = places("close", "number: {path: {2022-01-01: present, 2023-01-01: 2}, shape: ramp}")
    part = route("half", "D", "{part: {2022-01-01: 0.5}}", "B")
    more = places("more", "fte: {add_per_1000_youth: {2022-01-01: 4}}", pool="team")
    world(tmp_path, "", close + part + more)

    told = {
        lang: "\n".join(explain(load(tmp_path / "l1.yaml"), load(tmp_path / "l0.yaml"), lang=lang))
        for lang in ("en", "nl")
    }

    assert (
        "close: The number of places of beds runs day by day from the number there is on 1 January "
        "2022 to 2 on 1 January 2023; from 50 to 2 places on 1 January 2023."
    ) in told["en"]
    assert (
        "half: Of those who would go from A to B, this part goes to D: 50% from 1 January 2022; "
        "from 0% to 20%."
    ) in told["en"]
    assert (
        "more: The FTE of team changes, per 1,000 youth, by +4 from 1 January 2022; from 10 to 16 "
        "FTE."
    ) in told["en"]
    assert "van het aantal dat er is op 1 januari 2022 naar 2" in told["nl"]
    assert "half: Van wie van A naar B zou gaan, gaat dit deel naar D: 50%" in told["nl"]
