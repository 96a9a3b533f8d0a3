"""Trajectories as registrations hold them: iJw messages and CBS records, worked out by hand.

Days count from 1 January 2019; reporting begins on 1 January 2021, which is day 731.
"""

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sim.exports import export
from sim.exports.formats.registration import HEADS
from sim.running import run_scenario

from .exported_visits import V, folder_of
from .report_fixture import made_up_manifest

FIRST = 731


def rows(folder: Path, name: str, *columns: str, run: int = 0) -> list[tuple[str, ...]]:
    """The cells of these columns in each line of a file."""
    with (folder / f"run-{run}-{name}.csv").open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream, delimiter=";"))
    assert all(line["Synthetisch"] == "1" for line in lines)
    return [tuple(line[column] for column in columns) for line in lines]


def exported(folder: Path, *visits: V, **spec: Any) -> Path:
    return export(folder_of(folder / "r", list(visits), **spec), "registration")


@pytest.fixture
def of_ann(tmp_path: Path) -> Path:
    """Ann waits ten days, is helped for 35, and goes on to foster care at noon, where she stays."""
    return exported(
        tmp_path,
        V("ann", "youth_ggz", FIRST + 4, FIRST + 14, FIRST + 49, next="foster", born=-3652),
        V("ann", "foster", FIRST + 49, FIRST + 49.5, None, "in_care", "", born=-3652),
    )


def test_messages_of_one_child(of_ann: Path) -> None:
    product = ("ToewijzingNummer", "ProductCategorie", "ProductCode")
    wanted = {
        "jw301": ("Client", "Geboortedatum", "Gemeente", *product, "Toewijzingsdatum", "Einddatum"),
        "jw315": ("ReferentieAanbieder", "ToewijzingIngangsdatum", "Verwijzer"),
        "jw305": (*product, "ToewijzingIngangsdatum", "Begindatum", "StatusAanlevering"),
        "jw307": (*product, "Begindatum", "Einddatum", "RedenBeeindiging"),
    }
    assert {name: rows(of_ann, name, *columns) for name, columns in wanted.items()} == {
        "jw301": [
            ("1", "2009-01-01", "Eemsdelta", "1", "45", "youth_ggz", "2021-01-05", ""),
            ("1", "2009-01-01", "Eemsdelta", "2", "44", "foster", "2021-02-19", ""),
        ],
        "jw315": [("V1", "2021-01-05", "02"), ("V2", "2021-02-19", "02")],
        "jw305": [
            ("1", "45", "youth_ggz", "2021-01-05", "2021-01-15", "1"),
            ("2", "44", "foster", "2021-02-19", "2021-02-19", "1"),
        ],
        "jw307": [("1", "45", "youth_ggz", "2021-01-15", "2021-02-19", "31")],
    }


def test_volumes_are_days_of_each_month(of_ann: Path) -> None:
    """17 days of January, 19 of February; the stay that goes on until the run ends."""
    claims = rows(of_ann, "jw323", "ToewijzingNummer", "Begindatum", "Einddatum", "GeleverdVolume",
                  "Eenheid")  # fmt: skip
    assert claims[:3] == [
        ("1", "2021-01-15", "2021-01-31", "17", "14"),
        ("1", "2021-02-01", "2021-02-19", "19", "14"),
        ("2", "2021-02-19", "2021-02-28", "10", "14"),
    ]
    assert claims[-1] == ("2", "2035-12-01", "2035-12-31", "31", "14")
    assert len(claims) == 2 + 15 * 12 - 1


def test_records_of_cbs_know_no_wait(of_ann: Path) -> None:
    columns = HEADS["cbs"][:-1]
    assert rows(of_ann, "cbs", *columns) == [
        ("1", "2009-01-01", "0", "Eemsdelta", "02", "32", "2", "2021-01-15", "2021-02-19", "01"),
        ("1", "2009-01-01", "0", "Eemsdelta", "02", "35", "2", "2021-02-20", "", ""),
    ]


@pytest.mark.parametrize(
    ("nights", "begin"), [(0, "2021-01-01"), (1, "2021-01-02"), (9, "2021-01-02")]
)
def test_with_cbs_a_stay_begins_after_the_first_night(
    tmp_path: Path, nights: int, begin: str
) -> None:
    place = exported(tmp_path, V("ann", "foster", FIRST, FIRST + 0.25, FIRST + nights + 0.5))
    assert rows(place, "cbs", "DatumAanvang") == [(begin,)]
    assert rows(place, "jw305", "Begindatum") == [("2021-01-01",)]


@pytest.mark.parametrize(
    ("outcome", "next_name", "reason", "of_cbs"),
    [
        ("completed", "out", "31", "01"),
        ("completed", "foster", "31", "01"),
        ("completed", "early", "34", "02"),
        ("completed", "moved", "35", "05"),
        ("turned_18", "wmo", "31", "01"),
        ("relocated", "foster", "38", "05"),
        ("diverted", "foster", "38", "05"),
    ],
)
def test_why_help_ended(
    tmp_path: Path, outcome: str, next_name: str, reason: str, of_cbs: str
) -> None:
    visit = V("ann", "hsj", FIRST, FIRST, FIRST + 9, outcome, next_name)
    place = exported(tmp_path, visit)
    assert rows(place, "jw307", "RedenBeeindiging") == [(reason,)]
    assert rows(place, "cbs", "RedenBeeindiging") == [(of_cbs,)]


@pytest.mark.parametrize(
    ("station", "category", "form", "crisis"),
    [
        ("basis_team", "31", "31", "2"),
        ("light_ambulant", "45", "32", "2"),
        ("day_care", "41", "33", "2"),
        ("foster", "44", "35", "2"),
        ("closed", "43", "37", "2"),
        ("residential", "43", "38", "2"),
        ("crisis", "46", "32", "1"),
    ],
)
def test_what_kind_of_help(
    tmp_path: Path, station: str, category: str, form: str, crisis: str
) -> None:
    place = exported(tmp_path, V("ann", station, FIRST, FIRST, FIRST + 9))
    assert rows(place, "jw305", "ProductCategorie") == [(category,)]
    assert rows(place, "cbs", "Hulpvorm", "Crisis") == [(form, crisis)]


@pytest.mark.parametrize(
    ("referrer", "code", "asks"),
    [("toegang", "01", 0), ("huisarts", "02", 1), ("jeugdarts", "03", 1), ("gi", "04", 1),
     ("medical_specialist", "05", 1), ("none", "06", 1), ("court", "08", 1), ("aunt", "07", 1)],
)  # fmt: skip
def test_who_referred(tmp_path: Path, referrer: str, code: str, asks: int) -> None:
    """No provider asks for what the gemeente itself allocates."""
    place = exported(tmp_path, V("ann", "hsj", FIRST, FIRST, FIRST + 9, referrer=referrer))
    assert rows(place, "cbs", "Verwijzer") == [(code,)]
    assert rows(place, "jw315", "Verwijzer") == [(code,)] * asks
    assert rows(place, "jw301", "ReferentieAanbieder") == [("V1" if asks else "",)]


@pytest.mark.parametrize(("outcome", "why"), [("dropped_out", "05"), ("turned_18", "06")])
def test_an_allocation_that_came_to_nothing(tmp_path: Path, outcome: str, why: str) -> None:
    visit = V("ann", "hsj", FIRST + 4, None, FIRST + 20, outcome, "none")
    place = exported(tmp_path, visit)
    told = rows(place, "jw301", "Toewijzingsdatum", "Einddatum", "RedenWijziging")
    assert told == [("2021-01-05", "2021-01-21", why)]
    assert [rows(place, name, "Client") for name in ("jw305", "jw307", "jw323", "cbs")] == [[]] * 4


def test_who_is_moved_between_lists_keeps_the_wait(tmp_path: Path) -> None:
    place = exported(
        tmp_path,
        V("ivy", "hsj", FIRST + 9, None, FIRST + 29, "diverted", "day_care"),
        V("ivy", "day_care", FIRST + 29, FIRST + 39, FIRST + 50, rank_time=FIRST + 9),
    )
    assert rows(place, "jw301", "ProductCode", "Toewijzingsdatum") == [
        ("hsj", "2021-01-10"),
        ("day_care", "2021-01-10"),
    ]


def test_who_turned_away_from_a_list_had_no_allocation(tmp_path: Path) -> None:
    """It is decided as they come (rule 29): no gemeente and no provider heard of them."""
    place = exported(
        tmp_path,
        V("ann", "hsj", FIRST + 4, None, FIRST + 4, "deterred", "out"),
        V("bob", "hsj", FIRST + 5, FIRST + 5, FIRST + 9),
    )
    assert {name: rows(place, name, "Client") for name in HEADS} == {
        name: [("2",)] for name in HEADS
    }


def test_who_changes_list_has_an_allocation_at_each(tmp_path: Path) -> None:
    """One is given to one provider: the first comes to nothing, the second has the whole wait."""
    place = exported(
        tmp_path,
        V("kim", "hsj", FIRST + 4, None, FIRST + 20, "switched", "hsj"),
        V("kim", "hsj", FIRST + 20, FIRST + 30, FIRST + 60, rank_time=FIRST + 4),
    )
    number = "ToewijzingNummer"
    allocated = rows(place, "jw301", number, "Toewijzingsdatum", "Einddatum", "RedenWijziging")
    assert allocated == [("1", "2021-01-05", "2021-01-21", "05"), ("2", "2021-01-05", "", "")]
    assert rows(place, "jw315", "ReferentieAanbieder") == [("V1",), ("V2",)]
    assert rows(place, "jw305", number, "ToewijzingIngangsdatum", "Begindatum") == [
        ("2", "2021-01-05", "2021-01-31"),
    ]
    assert rows(place, "cbs", "DatumAanvang", "DatumEinde") == [("2021-01-31", "2021-03-02")]


def test_who_is_relocated_does_not_wait_again(tmp_path: Path) -> None:
    place = exported(
        tmp_path,
        V("jane", "foster", FIRST + 4, FIRST + 9, FIRST + 69, "relocated", "residential"),
        V("jane", "residential", FIRST + 69, FIRST + 69, FIRST + 80, rank_time=FIRST + 4),
    )
    assert rows(place, "jw305", "ProductCode", "ToewijzingIngangsdatum", "Begindatum") == [
        ("foster", "2021-01-05", "2021-01-10"),
        ("residential", "2021-03-11", "2021-03-11"),
    ]


def test_what_is_in_no_registration(tmp_path: Path) -> None:
    """A gate, a personal budget, a list left as they came, what was over before; no CBS for gi."""
    stations = made_up_manifest(1).model_dump(mode="json")["stations"]
    stations["hsj"]["group"], stations["day_care"]["group"] = "gate", "protection"
    place = exported(
        tmp_path,
        V("ann", "hsj", FIRST, FIRST, FIRST + 5),
        V("bob", "foster", FIRST, FIRST, FIRST + 5, pgb=True),
        V("carl", "foster", FIRST, None, FIRST, "refused", "none"),
        V("dora", "foster", 500, 500, FIRST - 1),
        V("eve", "foster", 500, 510, FIRST + 1),
        V("fred", "day_care", FIRST, FIRST, FIRST + 5),
        stations=stations,
    )
    assert rows(place, "jw305", "Client", "ProductCategorie", "Begindatum") == [
        ("5", "44", "2020-05-25"),
        ("6", "48", "2021-01-01"),
    ]
    assert rows(place, "cbs", "Client", "DatumAanvang") == [("5", "2020-05-26")]
    assert rows(place, "jw323", "Client", "Begindatum", "GeleverdVolume") == [
        ("5", "2021-01-01", "2"),
        ("6", "2021-01-01", "6"),
    ]


def test_the_folder_says_that_it_is_synthetic(of_ann: Path, tmp_path: Path) -> None:
    told = (of_ann / "LEESMIJ.txt").read_text(encoding="utf-8")
    assert told.startswith("SYNTHETISCHE GEGEVENS")
    assert "in de periode van 2021-01-01 tot 2036-01-01" in told
    place = export(tmp_path / "r", "registration", out=tmp_path / "again", lang="en")
    assert (place / "README.txt").read_text(encoding="utf-8").startswith("SYNTHETIC DATA")
    assert sorted(path.name for path in place.iterdir()) == [
        "README.txt", *sorted(f"run-0-{name}.csv" for name in HEADS),
    ]  # fmt: skip


def test_a_name_begins_no_formula(tmp_path: Path) -> None:
    note = {"outside": False, "youth": 1.0}
    place = exported(tmp_path, V("ann", "hsj", FIRST, FIRST, FIRST + 5, gemeente="=1+1"),
                     gemeenten={"=1+1": note, "Eemsdelta": note})  # fmt: skip
    assert rows(place, "cbs", "Gemeente") == [("'=1+1",)]


def test_waits_and_stays_of_a_run_come_back(house: Path, tmp_path: Path) -> None:
    """To the day, of all who waited, were in care or came since reporting began."""
    folder = tmp_path / "r"
    file = str(house / "interop/small.yaml")
    run_scenario(file, out=folder, engine="simpy", jobs=1, visits=True)
    place = export(folder, "registration")
    visits = pd.read_parquet(folder / "visits.parquet")
    kept = visits[(visits["station"] != "gate") & ~(visits["ended"] < "2021-01-01")]
    kept = kept[kept["started"].notna() | (kept["ended"] != kept["joined"])]
    assert len(rows(place, "jw301", "Client")) == len(kept) > 100

    started = kept[kept["started"].notna()].sort_values(["client", "joined", "visit"])
    waits = [
        (pd.Timestamp(begin) - pd.Timestamp(since)).days
        for since, begin in rows(place, "jw305", "ToewijzingIngangsdatum", "Begindatum")
    ]
    days = started["started"].dt.normalize() - started["rank_time"].dt.normalize()
    assert waits == days.dt.days.tolist()

    ended = started[started["ended"].notna()]
    stays = [
        (pd.Timestamp(end) - pd.Timestamp(begin)).days
        for begin, end in rows(place, "jw307", "Begindatum", "Einddatum")
    ]
    days = ended["ended"].dt.normalize() - ended["started"].dt.normalize()
    assert stays == days.dt.days.tolist()
