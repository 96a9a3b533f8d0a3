"""A made-up results folder, as docs/results.md describes it, to draw figures and pages from."""

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from sim.results.kept_back import kept_back
from sim.results.manifest import (
    ConservationNote,
    GemeenteNote,
    LookBackNote,
    MachineNote,
    Manifest,
    MoneyNote,
    NeedNote,
    PeriodsNote,
    PoolNote,
    SourceNote,
    StationNote,
)
from sim.results.manifest_file import digest, sealed
from sim.results.scenario_note import BlockNote, Explained, ScenarioNote, StartNote
from sim.scenario.schema import Text
from sim.telling.chain import Chain

from .report_numbers import (
    AHEAD,
    BACK,
    BASELINE,
    END_STATE,
    GEMEENTEN,
    LOOKED_BACK,
    STATIONS,
    YEARS,
    Maker,
    add_indicators,
    add_places,
    compared_rows,
    series_of,
)

TITLES = {
    "groningen": ("Groningen: huidig beleid", "Groningen: present policy"),
    "basis-team-everywhere": ("Basisteam in alle gemeenten", "Basis team in every gemeente"),
    "ambulantisation": ("Ambulantisering", "Ambulantisation"),
    "closed-to-zero": ("Gesloten plekken naar nul", "Closed places to zero"),
    "transformation": ("De hele transformatie", "The whole transformation"),
    "without-basis-team": ("Zonder Basis jeugdhulp", "Without the basis team"),
    "samen-as-planned-2021": ("SAMEN. volgens het plan van 2021", "SAMEN. as planned in 2021"),
}
CHAIN = Chain(
    title=Text(nl="Keten", en="Chain"), at=dt.date(2025, 1, 1), gemeenten=10, stops=(), ways=()
)
BLOCKS = {
    "ambulantisation": BlockNote(
        name="ambulantisation",
        title=Text(nl="Thuis tenzij", en="At home"),
        effect="assumed",
        expects=Text(nl="minder bedden", en="fewer beds"),
        delay_days=0,
        source="voortgang-2024",
        section="6",
    ),
    "basis-team-everywhere": BlockNote(
        name="team",
        title=Text(nl="Basisteam", en="Basis team"),
        effect="mechanical",
        expects=None,
        delay_days=365,
        source=None,
        section=None,
    ),
}
STARTS = {
    "ambulantisation": (
        StartNote(title=BLOCKS["ambulantisation"].title, day=dt.date(2026, 7, 1), interventions=3),
    ),
    "transformation": tuple(
        StartNote(title=Text(nl=f"Stap {n}", en=f"Step {n}"),
                  day=dt.date(2025 + n // 2, 1 + 6 * (n % 2), 1), interventions=1)
        for n in range(20)
    ),
    "closed-to-zero": (StartNote(title=None, day=None, interventions=2),),
}  # fmt: skip
"""The day of one, twenty of them, and one that waits for a signal."""
NUMBERS = {
    "official": 120,
    "research": 41,
    "press": 12,
    "derived": 88,
    "assumption": 210,
    "calibrated": 11,
    "none": 3,
}
KEYS = (
    "scenario", "draw", "replication", "indicator", "station", "gemeente", "need", "period"
)  # fmt: skip
POOL_OF = {"closed": "closed_north", "small_scale": "small_north"}
"""Pools with another name than their station."""


def _manifest(scenarios: list[str], replications: int, **spec: Any) -> dict[str, Any]:
    manifest = Manifest(
        **_run(replications),
        **_region(scenarios),
        periods=_periods(),
        look_back=_look_back() if set(BACK) <= set(scenarios) else None,
        scenario={name: _scenario(name) for name in scenarios},
        conservation=ConservationNote(checked=replications * len(scenarios), broken=0),
    )
    return {**manifest.model_dump(mode="json"), **spec}


def _run(replications: int) -> dict[str, Any]:
    """What was run, by whom and on what."""
    return {
        "doorstroom": "0.1.0",
        "kind": "experiment",
        "experiment": "policy-comparison",
        "question": Text(nl="Wat doet beleid met wachten en geld?", en="What does policy do?"),
        "command": "doorstroom experiment experiments/policy-comparison.yaml",
        "created": dt.datetime(2026, 3, 1, 12, 30, tzinfo=dt.UTC),
        "wall_seconds": 610.2,
        "trial": False,
        "scale": 1.0,
        "seed": 2026,
        "replications": replications,
        "jobs": 2,
        "engine": "simpy",
        "draws": None,
        "stop_rule": None,
        "baseline": BASELINE,
        "scenarios": tuple(AHEAD),
        "matters": {"weeks_waited": 1, "cost": "1%"},
        "breakeven": (),
        "targets": {},
        "files": {"scenarios/groningen.yaml": "ab12" * 16},
        "versions": {"python": "3.11.9", "numpy": "2.4.6"},
        "machine": MachineNote(system="Linux", processor="x86_64", cores=2, memory_gb=16.0),
        "commit": "0123abcd",
    }


def _region(scenarios: list[str]) -> dict[str, Any]:
    """Its stations, pools, gemeenten and needs, and where numbers are from."""
    return {
        "chain": CHAIN,
        "stations": {name: _station(name, scenarios) for name in STATIONS},
        "pools": {POOL_OF.get(name, name): _pool(name) for name in STATIONS},
        "gemeenten": {name: GemeenteNote(outside=False, youth=9000) for name in GEMEENTEN},
        "needs": {
            "complex": NeedNote(title=Text(nl="meervoudig complex", en="multiple and complex")),
            "light": NeedNote(title=Text(nl="lichte vragen", en="light questions")),
        },
        "money": MoneyNote(price_level=2024, index={"2021": 0.877, "2024": 1.0}),
        "sources": {
            "voortgang-2024": SourceNote(title="Voortgangsnotitie", year=2024, address=None)
        },
    }


def _periods() -> PeriodsNote:
    return PeriodsNote(
        start=dt.date(2019, 1, 1),
        report_from=dt.date(2021, 1, 1),
        end=dt.date(2036, 1, 1),
        years=tuple(YEARS),
        spans=("all", END_STATE, LOOKED_BACK),
        end_state=END_STATE,
        headline=END_STATE,
        headline_back=LOOKED_BACK,
    )


def _look_back() -> LookBackNote:
    return LookBackNote(
        baseline=BASELINE,
        scenarios=tuple(BACK),
        until=dt.date(2025, 1, 1),
        period=LOOKED_BACK,
    )


def _scenario(name: str) -> ScenarioNote:
    nl, en = TITLES[name]
    return ScenarioNote(
        title=Text(nl=nl, en=en),
        extends=None if name == BASELINE else BASELINE,
        blocks=(BLOCKS[name],) if name in BLOCKS else (),
        numbers=NUMBERS,
        warnings=(),
        explained=Explained(nl=("Vanaf 2026 meer plaatsen.",), en=("More places from 2026.",)),
        starts=STARTS.get(name, ()),
    )


def _station(name: str, scenarios: list[str]) -> StationNote:
    nl, en, form, norm, evidence, _, _ = STATIONS[name]
    return StationNote(
        title=Text(nl=nl, en=en),
        group="care",
        form=form,
        away_from_home=False,
        norm_weeks=norm,
        evidence=evidence,
        pool=POOL_OF.get(name, name),
        payer="gemeente",
        scenarios=tuple(scenarios),
    )


def _pool(station: str) -> PoolNote:
    return PoolNote(profile=None, staff=False, limited=True, stations=(station,))


def made_up_manifest(replications: int = 10, **spec: Any) -> Manifest:
    """The manifest of made-up results; `spec` replaces keys of it."""
    return Manifest.model_validate_json(
        json.dumps(_manifest([*AHEAD, *BACK], replications, **spec))
    )


def write_results(
    folder: Path,
    *,
    replications: int = 10,
    looks_back: bool = True,
    compared: bool = True,
    **spec: Any,
) -> Path:
    """Write a made-up results folder; `spec` replaces keys of the manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in _tables(replications, looks_back, compared).items():
        (folder / f"{name}.parquet").write_bytes(content)
    seal(folder, _manifest(_scenarios(looks_back), replications, **spec))
    return folder


def _scenarios(looks_back: bool) -> list[str]:
    return [*AHEAD, *BACK] if looks_back else list(AHEAD)


@cache
def _tables(replications: int, looks_back: bool, compared: bool) -> dict[str, bytes]:
    """The tables of made-up results by name; made once, as many tests ask for the same."""
    scenarios = _scenarios(looks_back)
    maker = Maker(scenarios, replications)
    add_indicators(maker)
    add_places(maker)
    table = pd.DataFrame(maker.rows, columns=[*KEYS, "value", "unit"])
    tables = {
        "indicators": table,
        "kept_back": kept_back(table).table,
        "series": series_of(scenarios, replications),
    }
    if compared:
        tables["comparison"] = pd.DataFrame(compared_rows(table, looks_back=looks_back))
    return {name: item.to_parquet() for name, item in tables.items()}


def seal(folder: Path, spec: dict[str, Any]) -> None:
    """Write a manifest of these keys, with the digests of the tables that stand there."""
    manifest = Manifest.model_validate_json(json.dumps(spec))
    outputs = {path.name: digest(path) for suffix in ("parquet", "csv")
               for path in sorted(folder.glob(f"*.{suffix}"))}  # fmt: skip
    (folder / "manifest.json").write_bytes(sealed(manifest.model_copy(update={"outputs": outputs})))


def without_months(folder: Path) -> Path:
    """The same folder with no row in its series, which takes long to read and not all tell of."""
    place = folder / "series.parquet"
    pd.read_parquet(place).iloc[:0].to_parquet(place)
    change_manifest(folder)
    return folder


def change_manifest(folder: Path, **spec: Any) -> None:
    """Replace keys of the manifest of a folder."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    del manifest["seal"]
    seal(folder, {**manifest, **spec})
