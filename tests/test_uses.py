"""A block as a scenario uses it: levers, `as`, `scale`, `gemeenten`, delay and drops."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim import load
from sim.checks import load_block
from sim.cli import app
from sim.errors import ScenarioError
from sim.in_force import InForce
from sim.scenario.paths import shown_path
from sim.scenario.schema import Scenario
from sim.telling.explain import explain

from .layered import ROOT, day

BLOCK = """\
block: 1
title: {en: A team}
effect: mechanical
about: {status: assumption, spread: 20%}
levers:
  size: {title: {en: size of the team}, value: 12, low: 6, high: 20, unit: fte}
  uptake: {value: 0.5, low: 0, high: 1}
interventions:
  - {id: staff, kind: places, pool: team, fte: {add: {2022-01-01: $size}},
     staff_from: {office: 0.5}}
  - {id: fewer-beds, kind: places, pool: beds, number: {path: {2022-01-01: 50, 2023-01-01: 40}}}
  - {id: more, kind: inflow, factor: {2022-01-01: 1.2}}
  - {id: to-b, kind: divert, from: C, to: B, share: {2022-01-01: $uptake}}
  - {id: cut, kind: places, pool: office, fte: {add: {2023-01-01: -$uptake}}}
"""


def used(folder: Path, uses: str, *, block: str = BLOCK, more: str = "") -> Scenario:
    (folder / "root.yaml").write_text(ROOT, encoding="utf-8")
    (folder / "team-block.yaml").write_text(block, encoding="utf-8")
    text = f"doorstroom: 1\ntitle: {{en: Used}}\nextends: root\nuses:\n{uses}{more}"
    (folder / "used.yaml").write_text(text, encoding="utf-8")
    return load(folder / "used.yaml")


def refused(folder: Path, uses: str, *, block: str = BLOCK) -> str:
    with pytest.raises(ScenarioError) as error:
        used(folder, uses, block=block)
    return "\n".join(error.value.lines).replace(f"{shown_path(folder)}/", "")


# ---------------------------------------------------------------------------- levers


def test_a_lever_is_its_own_number_unless_chosen(tmp_path: Path) -> None:
    for use, fte, share in (
        ("  - team-block\n", 10 + 12, 0.5),
        ("  - {team-block: {levers: {size: 15, uptake: 0.25}}}\n", 10 + 15, 0.25),
    ):
        in_force = InForce(used(tmp_path, use))

        assert in_force.staff.fte("team", None).last == fte
        assert in_force.staff.fte("office", None).last == 20 - (fte - 10) / 2 - share
        assert in_force.diverts[0].share.choices[0].last == share


def test_what_is_chosen_has_a_source_and_no_range(tmp_path: Path) -> None:
    scenario = used(tmp_path, "  - {team-block: {levers: {size: 15}}}\n")

    by_id = {item.intervention.id: item.intervention for item in scenario.interventions}
    chosen, written = by_id["staff"].changes["fte"], by_id["more"].changes["factor"]
    assert (chosen.number.status, chosen.number.spread) == ("assumption", None)
    assert written.number.spread == "20%"


@pytest.mark.parametrize(
    ("use", "says"),
    [
        (
            "  - {team-block: {levers: {sise: 15}}}\n",
            'used.yaml:5: team-block.levers.sise is "sise"; no lever of that name is in '
            "team-block.yaml; did you mean size?",
        ),
        (
            "  - team-block:\n      levers:\n        size: 25\n",
            "used.yaml:7: team-block.levers.size is 25; must be from 6 to 20 fte, the range of "
            "this lever; see team-block.yaml:6",
        ),
        (
            "  - {team-block: {levers: {size: large}}}\n",
            'used.yaml:5: uses.0.team-block.levers.size is "large"; must be a number',
        ),
    ],
)
def test_a_choice_that_is_none_is_refused(tmp_path: Path, use: str, says: str) -> None:
    assert refused(tmp_path, use) == says


def test_what_a_choice_makes_wrong_names_both_lines(tmp_path: Path) -> None:
    block = BLOCK.replace("high: 1}", "high: 2}")

    result = refused(tmp_path, "  - team-block:\n      levers: {uptake: 2}\n", block=block)

    assert result == (
        "used.yaml:6: team-block.yaml:13: interventions.to-b.share.2022-01-01 is 2; "
        "must be a share from 0 to 1"
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            ("add: {2022-01-01: $size}", "add: {2022-01-01: $sise}"),
            "team-block.yaml:9: interventions.staff.fte.add.2022-01-01 is "
            '"$sise"; no lever of that name is in this block; did you mean size?',
        ),
        (
            ("  uptake:", "  idle: {value: 1, low: 0, high: 2}\n  uptake:"),
            "team-block.yaml:7: levers.idle moves nothing: no number of this block is this lever; "
            "write $idle where its number goes, or leave it out",
        ),
        (
            ("value: 12", "value: 30"),
            "team-block.yaml:6: levers.size.value is 30; lies outside the range of its lever, "
            "from 6 to 20 fte; mend the range",
        ),
    ],
)
def test_a_block_with_wrong_levers_is_refused(
    tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    result = refused(tmp_path, "  - team-block\n", block=BLOCK.replace(*change))

    assert says in result


@pytest.mark.parametrize(
    ("place", "number"),
    [("$size", 12), ("-$size", -12), ("3/$size", 0.25), ("$size/8", 1.5), ("0.5*$size", 6),
     ("-1 / $size", -1 / 12), ("$size * 2", 24), ("6/$size*3", 1.5)],
)  # fmt: skip
def test_one_number_may_stand_beside_a_lever(tmp_path: Path, place: str, number: float) -> None:
    block = BLOCK.replace("add: {2023-01-01: -$uptake}", f"add: {{2023-01-01: {place}}}")

    scenario = used(tmp_path, "  - {team-block: {drops: [staff]}}\n", block=block)

    assert InForce(scenario).staff.fte("office", None).last == pytest.approx(20 + number)


def test_a_lever_that_may_be_0_divides_nothing(tmp_path: Path) -> None:
    block = BLOCK.replace("factor: {2022-01-01: 1.2}", "factor: {2022-01-01: 1/$uptake}")

    assert refused(tmp_path, "  - team-block\n", block=block) == (
        'team-block.yaml:12: interventions.more.factor.2022-01-01 is "1/$uptake"; divides by 0 for '
        "a number that may be chosen; let the range of the lever begin above 0"
    )


def test_a_lever_in_a_scenario_is_refused(tmp_path: Path) -> None:
    own = "interventions:\n  - {id: own, kind: inflow, factor: {2024-01-01: $size}}\n"

    with pytest.raises(ScenarioError, match=r"must be a number; a lever .* stands in a block"):
        used(tmp_path, "  - team-block\n", more=own)


# ---------------------------------------------------------------------------- names and drops


def test_a_block_is_used_twice_under_names_of_their_own(tmp_path: Path) -> None:
    again = "{as: again, delay: -31 days, drops: [fewer-beds, cut]}"
    uses = f"  - team-block\n  - {{team-block: {again}}}\n"

    scenario = used(tmp_path, uses)

    ids = [item.intervention.id for item in scenario.interventions][1:]
    assert ids == [
        *("staff", "fewer-beds", "more", "to-b", "cut"),
        *("again-staff", "again-more", "again-to-b"),
    ]
    assert [item.begin for item in (scenario.interventions[6].intervention,)] == [None]
    fte = InForce(scenario).staff.fte("team", None)
    assert [(at, fte.at(at)) for at in (day(2021, 12) - 1, day(2021, 12), day(2022))] == [
        (day(2021, 12) - 1, 10),
        (day(2021, 12), 22),
        (day(2022), 34),
    ]


def test_a_block_twice_under_one_name_is_refused(tmp_path: Path) -> None:
    result = refused(tmp_path, "  - team-block\n  - {team-block: {delay: 30 days}}\n")

    assert result == (
        'used.yaml:6: uses is "team-block"; the block team-block is in use already; give this one '
        "a name of its own, {team-block: {as: <name>}}, or write drops: [team-block] first"
    )


def test_a_use_is_left_out_by_its_name(tmp_path: Path) -> None:
    again = "{as: again, levers: {size: 20}, drops: [fewer-beds]}"
    used(tmp_path, f"  - team-block\n  - {{team-block: {again}}}\n")
    text = "doorstroom: 1\ntitle: {en: Less}\nextends: used\ndrops: [again]\n"
    (tmp_path / "less.yaml").write_text(text, encoding="utf-8")

    scenario = load(tmp_path / "less.yaml")

    assert [use.name for use in scenario.blocks] == ["team-block"]
    assert len(scenario.interventions) == 1 + 5


def test_drops_of_a_use_must_be_in_the_block(tmp_path: Path) -> None:
    result = refused(tmp_path, "  - {team-block: {as: again, drops: [sta]}}\n")

    assert result == (
        'used.yaml:5: team-block.drops is "sta"; no intervention of that id is in the block '
        "team-block; did you mean staff?"
    )


# ---------------------------------------------------------------------------- gemeenten


def test_a_block_is_aimed_at_gemeenten(tmp_path: Path) -> None:
    use = "{gemeenten: [far], drops: [staff, fewer-beds, cut]}"
    scenario = used(tmp_path, f"  - {{team-block: {use}}}\n")

    in_force = InForce(scenario)
    last = {
        (group.gemeente, group.need): in_force.rate(group).per_year.last
        for group in in_force.groups
    }
    # mild: 300 a year by youth, 200 from town and 100 from far; severe: 10 per 1,000 youth.
    assert last == pytest.approx(
        {
            ("town", "mild"): 200,
            ("far", "mild"): 1.2 * 100,
            ("town", "severe"): 10,
            ("far", "severe"): 1.2 * 5,
        }
    )


def test_a_block_that_names_gemeenten_cannot_be_aimed(tmp_path: Path) -> None:
    block = BLOCK.replace("kind: inflow,", "kind: inflow, gemeenten: [town],")

    result = refused(tmp_path, "  - {team-block: {gemeenten: [far]}}\n", block=block)

    assert result == (
        "used.yaml:5: team-block names its gemeenten itself (more in team-block.yaml:12), so it "
        "cannot be aimed at far; leave `gemeenten` out here, with drops of what is not about far, "
        "or leave out what names them: drops: [more]"
    )


def test_a_block_that_names_many_gemeenten_is_one_mistake(tmp_path: Path) -> None:
    more = "".join(
        f"  - {{id: i{at}, kind: inflow, gemeenten: [town], factor: {{2022-01-01: 0.9}}}}\n"
        for at in range(5)
    )

    result = refused(tmp_path, "  - {team-block: {gemeenten: [far]}}\n", block=BLOCK + more)

    first = len(BLOCK.splitlines()) + 1
    assert result == (
        "used.yaml:5: team-block names its gemeenten itself (5 interventions, the first in "
        f"team-block.yaml:{first}), so it cannot be aimed at far; leave `gemeenten` out here, with "
        "drops of what is not about far, or write interventions of your own"
    )


def test_a_gemeente_that_is_not_there_is_named_where_it_is_written(tmp_path: Path) -> None:
    uses = "  - team-block:\n      drops: [staff, fewer-beds, cut]\n      gemeenten: [fra]\n"

    assert refused(tmp_path, uses).splitlines()[0] == (
        'used.yaml:7: interventions.more.gemeenten.0 is "fra"; no gemeente of that name exists; '
        "did you mean far?"
    )


# ---------------------------------------------------------------------------- scale


def test_half_of_a_block_is_half_of_each_change(tmp_path: Path) -> None:
    scenario = used(tmp_path, "  - {team-block: {scale: 0.5}}\n")

    in_force = InForce(scenario)
    assert in_force.staff.fte("team", None).last == 10 + 12 / 2
    assert in_force.staff.fte("office", None).last == 20 - 6 / 2 - 0.5 / 2
    beds = in_force.pool("beds").given
    # Half of the way from what stands, also once that has changed: 50, and 80 from 2024.
    assert [beds.at(day(year)) for year in (2021, 2022, 2023, 2024)] == [50, 50, 45, (80 + 40) / 2]
    assert in_force.diverts[0].share.choices[0].last == 0.25
    rates = {group.need: in_force.rate(group).per_year.last for group in in_force.groups[:1]}
    assert rates == {"mild": pytest.approx(1.1 * 100)}


def test_the_whole_of_a_block_is_the_block(tmp_path: Path) -> None:
    whole = used(tmp_path, "  - {team-block: {scale: 1}}\n")

    assert whole.interventions == used(tmp_path, "  - team-block\n").interventions


def test_of_a_word_there_is_no_half(tmp_path: Path) -> None:
    word = "  - {id: hold, kind: next, station: A, holds_place: true, from: 2022-01-01}\n"

    result = refused(tmp_path, "  - {team-block: {scale: 0.5}}\n", block=BLOCK + word)

    assert result == (
        "used.yaml:5: team-block.yaml:15: interventions.hold.holds_place is true; that is no "
        "number, and there is no half of it; leave it out of this use (drops: [hold]), and write "
        "what you mean as an intervention of your own"
    )


def test_how_places_go_is_said_beside_how_many(tmp_path: Path) -> None:
    closing = "2023-01-01: 40}}, closing: on_vacancy, from: 2022-01-01"
    block = BLOCK.replace("2023-01-01: 40}}", closing)

    scenario = used(tmp_path, "  - {team-block: {scale: 0.5}}\n", block=block)

    assert InForce(scenario).pool("beds").given.at(day(2023)) == 45


# ---------------------------------------------------------------------------- told


def test_explain_tells_how_a_block_is_used(tmp_path: Path) -> None:
    uses = "  - {team-block: {as: far-team, delay: -31 days, gemeenten: [far], scale: 0.5, "
    uses += "levers: {uptake: 1}, drops: [staff, fewer-beds, cut]}}\n"
    scenario = used(tmp_path, uses)

    lines = explain(scenario, load(tmp_path / "root.yaml"))

    block = lines.index("It uses the policy “A team” (block far-team), each date 31 days earlier.")
    assert lines[block + 1 : block + 6] == [
        "  This is the block team-block, used under a name of its own.",
        "  It is aimed at far.",
        "  Each change is made for 50% of its size.",
        "  Not chosen: size of the team stays 12 fte (from 6 to 20).",
        "  Chosen: uptake 1 (unless chosen 0.5; from 0 to 1).",
    ]


def test_a_block_alone_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("team-block.yaml").write_text(BLOCK, encoding="utf-8")

    result = CliRunner().invoke(app, ["check", "team-block.yaml"])

    assert result.exit_code == 0
    words = " ".join(result.stdout.split())
    assert "team-block.yaml: A team" in words
    assert "interventions 3 places, 1 inflow, 1 divert" in words
    assert "$size 12, from 6 to 20 fte" in words


def test_ids_twice_in_a_block_alone_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("team-block.yaml").write_text(BLOCK.replace("id: cut", "id: more"), encoding="utf-8")

    with pytest.raises(ScenarioError) as error:
        load_block("team-block")

    assert error.value.lines == [
        'team-block.yaml:14: interventions.more.id is "more"; there is one already, see '
        "team-block.yaml:12; give each intervention an id of its own"
    ]


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ("half a year", "183"),  # 365.25 / 2 = 182.6
        ("1 year", "365"),
        ("-1.5 years", "-548"),  # 1.5 x 365.25 = 547.9
        ("two quarters", "183"),
        ("6 months", "183"),
        ("soon", "365"),
    ],
)
def test_a_delay_in_months_or_years_is_told_in_days(tmp_path: Path, asked: str, days: str) -> None:
    assert refused(tmp_path, f"  - {{team-block: {{delay: {asked}}}}}\n") == (
        f'used.yaml:5: uses.0.team-block.delay is "{asked}"; must be a number of days or weeks; '
        f"write {days} days"
    )
