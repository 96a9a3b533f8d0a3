"""What `explain` says stood before a change, and what stands once it is done."""

from pathlib import Path

import pytest

from sim.checks import load_with_base
from sim.telling.explain import explain

ROOT = """
doorstroom: 1
title: {en: Root, nl: Wortel}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2030-01-01}
gemeenten: {town: {youth: 1000}, city: {youth: 500}}
needs:
  light: {title: {en: light questions, nl: lichte vragen}, product_group: guidance_basic}
  heavy: {title: {en: heavy questions, nl: zware vragen}, product_group: guidance_basic}
arrivals:
  light-walk-in: {need: light, enters: desk, per_year: 30}
  light-sent: {need: light, enters: desk, per_year: 10, referrer: medical_specialist}
  heavy-sent: {need: heavy, enters: home, per_year: 20, referrer: court}
pools: {team: {staff: {fte: 9, clients_per_fte: 5}}}
stations:
  desk: {title: {en: the desk, nl: de balie}, pool: team,
    stay: {distribution: exponential, mean_days: 2},
    next: {default: {home: 0.4, rest: out}, gemeenten: {city: {home: 0.2, rest: out}}}}
  home: {places: 90, stay: {distribution: fixed, days: 90}, next: {rest: out},
    returns: {share: 0.2, mean_days: 300},
    together: [{station: beside, share: 0.3}], at_18: {continues: 0.5},
    waiting: {drops_out_per_week: 0.02, norm_weeks: 1}, cost: {per_day: 100}}
  beside: {stay: {distribution: fixed, days: 9}, next: {local: 0.5, rest: out}}
  local: {scope: gemeente, places: {town: 4, city: 2}, stay: {distribution: fixed, days: 9},
    next: {rest: out}}
interventions:
  - {id: history, kind: places, pool: team, fte: {2021-01-01: 10}}
"""
BLOCK = """
block: 1
title: {en: A policy}
effect: mechanical
interventions:
  - {id: fewer, kind: places, station: home, number: {add: {2023-01-01: -10}}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a root and a block, where we are."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "blocks").mkdir()
    (tmp_path / "root.yaml").write_text(ROOT, encoding="utf-8")
    (tmp_path / "blocks" / "policy.yaml").write_text(BLOCK, encoding="utf-8")
    return tmp_path


def told(folder: Path, *changes: str, uses: str = "[]", lang: str = "en") -> str:
    """The sentence about `it`, one of the changes made on top of the root."""
    items = "".join(f"  - {{{change}}}\n" for change in changes) or " []\n"
    text = f"doorstroom: 1\ntitle: {{en: x}}\nextends: root\nuses: {uses}\ninterventions:\n{items}"
    (folder / "top.yaml").write_text(text, encoding="utf-8")
    sentences = explain(*load_with_base("top"), lang=lang)
    (sentence,) = (item for item in sentences if item.startswith(("  - it:", "  - fewer:")))
    return sentence


def test_a_factor_above_a_set_of_the_root(folder: Path) -> None:
    change = "id: it, kind: places, pool: team, fte: {factor: {2026-01-01: 0.8}}"

    # the root set 10 in 2021; 0.8 of that
    assert told(folder, change).endswith("by 0.8 from 1 January 2026; from 10 to 8 FTE.")


def test_a_ramp_beside_another_change(folder: Path) -> None:
    ramp = "{add: {path: {2024-01-01: 0, 2026-01-01: -30}, shape: ramp}}"
    change = f"id: it, kind: places, station: home, number: {ramp}"
    other = "id: other, kind: places, station: home, number: {add: {2025-01-01: 5}}"

    # 90 before; 90 - 30 + 5 after
    english, dutch = (told(folder, change, other, lang=lang) for lang in ("en", "nl"))
    assert english.endswith("; from 90 to 65 places on 1 January 2026.")
    assert dutch.endswith("; van 90 naar 65 plekken op 1 januari 2026.")


def test_a_ramp_that_is_cut_short(folder: Path) -> None:
    ramp = "{add: {path: {2024-01-01: 0, 2026-01-01: -20}, shape: ramp}}"
    change = f"id: it, kind: places, station: home, until: 2025-01-01, number: {ramp}"

    # 365 of 731 days on 31 December 2024: 90 - 9.99 is 80 whole places
    assert told(folder, change).endswith("; from 90 to 80 places on 31 December 2024.")


def test_a_price(folder: Path) -> None:
    change = "id: it, kind: price, station: home, per_day: {factor: {2026-01-01: 1.125}}"

    assert told(folder, change, lang="nl").endswith("; van € 100 naar € 112,50.")


def test_a_share_that_differs_by_gemeente(folder: Path) -> None:
    change = "id: it, kind: next, station: desk, to: home, share: {factor: {2026-01-01: 0.5}}"

    # 40%, in city 20%; half of each
    assert told(folder, change).endswith(
        "; from 20%–40% to 10%–20% (it differs by gemeente or need)."
    )


def test_a_share_of_one_gemeente(folder: Path) -> None:
    change = (
        "id: it, kind: next, station: desk, to: home, gemeenten: [city], taken_from: out, "
        "share: {add: {2026-01-01: 0.05}}"
    )

    assert told(folder, change, lang="nl") == (
        "  - it: Het deel dat van de balie naar home gaat verandert met +5 procentpunt vanaf "
        "1 januari 2026, ten koste van wie anders klaar zou zijn (alleen in city); van 20% naar "
        "25%."
    )


def test_a_block_with_a_delay(folder: Path) -> None:
    other = "id: other, kind: places, station: home, number: {2023-06-01: 80}"

    # the 80 of June 2023 comes after the first date of the block, and before the delayed one
    assert told(folder, other, uses="[policy]").endswith("; from 90 to 80 places.")
    delayed = told(folder, other, uses="[{policy: {delay: 52 weeks}}]")
    assert delayed.endswith("-10 from 31 December 2023; from 80 to 70 places.".replace("-", "−"))


@pytest.mark.parametrize(
    ("change", "end"),
    [
        (
            "kind: stay, station: home, factor: {2026-01-01: 0.8}",
            "from 1 to 0.8 times the stay of the file",
        ),
        ("kind: stay, station: home, at_18: {continues: {2026-01-01: 1}}", "before that 50%"),
        (
            "kind: next, station: home, returns: {share: {factor: {2026-01-01: 0.5}}}",
            "from 20% to 10%",
        ),
        (
            "kind: next, station: home, together: "
            "{station: beside, share: {add: {2026-01-01: 0.1}}}",
            "from 30% to 40%",
        ),
        (
            "kind: waiting, station: home, drops_out_per_week: {factor: {2026-01-01: 0.25}}",
            "from 2% to 0.5%",
        ),
        ("kind: waiting, station: home, from: 2026-01-01, norm_weeks: 3", "before that 1 week"),
        (  # of 10 FTE
            "kind: places, pool: team, from: 2026-01-01, clients_per_fte: 6",
            "before that 5 clients; that makes 50 places 60",
        ),
        ("kind: places, station: beside, number: {2026-01-01: 7}", "before that unlimited places"),
        (
            "kind: places, station: local, number: {factor: {2026-01-01: 2}}",
            "from 2–4 to 4–8 places (it differs by gemeente or need)",
        ),
        (
            "kind: price, station: home, lump_sum_per_year: {add: {2026-01-01: 1500}}",
            "from €0 to €1,500 a year",
        ),
    ],
)
def test_each_kind_of_number_has_its_unit(folder: Path, change: str, end: str) -> None:
    assert told(folder, f"id: it, {change}").endswith(f"; {end}.")


def test_what_the_sentence_says_itself_is_not_said_again(folder: Path) -> None:
    ramp = "{path: {2024-01-01: 90, 2026-01-01: 60}, shape: ramp}"

    steps = told(folder, "id: it, kind: places, station: home, number: {2024-01-01: 1}")
    day_by_day = told(folder, f"id: it, kind: places, station: home, number: {ramp}")

    assert steps.endswith("becomes 1 from 1 January 2024; before that 90 places.")
    assert day_by_day.endswith("from 90 on 1 January 2024 to 60 on 1 January 2026.")


def test_a_change_from_the_first_day_has_nothing_before_it(folder: Path) -> None:
    change = "id: it, kind: places, station: home, number: {add: {2020-01-01: 5}}"

    assert told(folder, change).endswith("by +5 from 1 January 2020; that is 95 places.")


def test_a_change_after_the_end_makes_nothing(folder: Path) -> None:
    change = "id: it, kind: places, station: home, number: {add: {2031-01-01: 5}}"

    assert told(folder, change).endswith("by +5 from 1 January 2031.")


def test_arrivals_are_told_by_need_station_and_referrer(folder: Path) -> None:
    inflow = "id: it, kind: inflow, factor: {2026-01-01: 2}, arrivals: "

    # light-walk-in enters with the same need at the same station
    some = told(folder, inflow + "[light-sent, heavy-sent]", lang="nl")
    both = told(folder, inflow + "[light-walk-in, light-sent]", lang="nl")

    assert (
        "De instroom (lichte vragen bij de balie, verwezen door de medisch specialist; zware "
        in some
    )
    assert some.endswith("; van 30 naar 60 jeugdigen per jaar, zonder groei en seizoen.")
    assert "De instroom (lichte vragen bij de balie) wordt" in both


def test_product_groups_and_referrers_are_told_in_words(folder: Path) -> None:
    change = (
        "id: it, kind: stay, station: home, factor: {2026-01-01: 0.5}, "
        "product_groups: [guidance_basic], referrers: [medical_specialist]"
    )

    assert (
        "(only referred by the medical specialist, for light questions and heavy questions)"
        in told(folder, change)
    )


def test_a_small_team_keeps_two_decimals(folder: Path) -> None:
    small = "id: other, kind: places, pool: team, fte: {2022-01-01: 0.85}"
    change = "id: it, kind: places, pool: team, fte: {add: {2026-01-01: 2.7}}"

    # 0.85 + 2.7
    assert told(folder, small, change).endswith("; from 0.85 to 3.55 FTE.")
    assert told(folder, small, change, lang="nl").endswith("; van 0,85 naar 3,55 fte.")


def test_how_places_close_is_left_out_where_it_is_so_anyway(folder: Path) -> None:
    change = "id: it, kind: places, station: home, closing: on_vacancy, number: {2026-01-01: 80}"

    # the one sentence is that of the number
    assert told(folder, change).endswith("becomes 80 from 1 January 2026; before that 90 places.")


def test_how_places_close_is_told_where_another_change_says_otherwise(folder: Path) -> None:
    other = "id: other, kind: places, station: home, closing: relocate, relocate_to: beside"
    change = (
        "id: it, kind: places, station: home, closing: on_vacancy, from: 2026-01-01, number: 80"
    )
    text = f"  - {{{other}, until: 2026-01-01}}\n  - {{{change}}}\n"
    (folder / "top.yaml").write_text(
        f"doorstroom: 1\ntitle: {{en: x}}\nextends: root\ninterventions:\n{text}"
    )

    sentences = explain(*load_with_base("top"))

    assert "  - it: Places at home close as they fall vacant from 1 January 2026." in sentences
