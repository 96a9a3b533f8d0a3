"""A made-up results folder, as docs/results.md describes it, to draw figures and pages from."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from sim.results.kept_back import kept_back
from sim.results.manifest import Manifest
from sim.results.manifest_file import digest, sealed

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
CHAIN = {"title": {"nl": "Keten", "en": "Chain"}, "at": "2025-01-01", "gemeenten": 10,
         "stops": [], "ways": []}  # fmt: skip
# name: (nl, en, form, norm, evidence, in care, share over norm)


def _manifest(scenarios: list[str], replications: int, **spec: Any) -> dict[str, Any]:
    def words(nl: str, en: str) -> dict[str, str]:
        return {"nl": nl, "en": en}

    blocks = {
        "ambulantisation": [
            {
                "name": "ambulantisation",
                "title": words("Thuis tenzij", "At home"),
                "effect": "assumed",
                "expects": words("minder bedden", "fewer beds"),
                "delay_days": 0,
                "source": "voortgang-2024",
                "section": "6",
            }
        ],
        "basis-team-everywhere": [
            {
                "name": "team",
                "title": words("Basisteam", "Basis team"),
                "effect": "mechanical",
                "expects": None,
                "delay_days": 365,
                "source": None,
                "section": None,
            }
        ],
    }
    numbers = {
        "official": 120,
        "research": 41,
        "press": 12,
        "derived": 88,
        "assumption": 210,
        "calibrated": 11,
        "none": 3,
    }
    pool = {"closed": "closed_north", "small_scale": "small_north"}
    return {
        "format": 2,
        "doorstroom": "0.1.0",
        "simulation": True,
        "kind": "experiment",
        "experiment": "policy-comparison",
        "question": words("Wat doet beleid met wachten en geld?", "What does policy do?"),
        "command": "doorstroom experiment experiments/policy-comparison.yaml",
        "created": "2026-03-01T12:30:00Z",
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
        "scenarios": AHEAD,
        "look_back": {
            "baseline": BASELINE,
            "scenarios": BACK,
            "until": "2025-01-01",
            "period": LOOKED_BACK,
        },
        "matters": {"weeks_waited": 1, "cost": "1%"},
        "chain": CHAIN,
        "breakeven": [],
        "targets": {},
        "periods": {
            "start": "2019-01-01",
            "report_from": "2021-01-01",
            "end": "2036-01-01",
            "years": YEARS,
            "spans": ["all", END_STATE, LOOKED_BACK],
            "end_state": END_STATE,
            "headline": END_STATE,
            "headline_back": LOOKED_BACK,
        },
        "scenario": {
            name: {
                "title": words(*TITLES[name]),
                "extends": None if name == BASELINE else BASELINE,
                "blocks": blocks.get(name, []),
                "numbers": numbers,
                "warnings": [],
                "explained": words("", "")
                and {"nl": ["Vanaf 2026 meer plaatsen."], "en": ["More places from 2026."]},
            }
            for name in scenarios
        },
        "stations": {
            name: {
                "title": words(nl, en),
                "group": "care",
                "form": form,
                "away_from_home": False,
                "norm_weeks": norm,
                "evidence": evidence,
                "pool": pool.get(name, name),
                "payer": "gemeente",
                "scenarios": scenarios,
            }
            for name, (nl, en, form, norm, evidence, _, _) in STATIONS.items()
        },
        "pools": {
            **{
                pool.get(name, name): {
                    "profile": None,
                    "staff": False,
                    "limited": True,
                    "stations": [name],
                }
                for name in STATIONS
            }
        },
        "gemeenten": {name: {"outside": False, "youth": 9000} for name in GEMEENTEN},
        "needs": {
            "complex": {"title": words("meervoudig complex", "multiple and complex")},
            "light": {"title": words("lichte vragen", "light questions")},
        },
        "money": {"price_level": 2024, "index": {"2021": 0.877, "2024": 1.0}},
        "sources": {
            "voortgang-2024": {"title": "Voortgangsnotitie", "year": 2024, "address": None}
        },
        "conservation": {"checked": replications * len(scenarios), "broken": 0},
        "files": {"scenarios/groningen.yaml": "ab12" * 16},
        "lost": [],
        "outputs": {},
        "pages": {},
        "versions": {"python": "3.11.9", "numpy": "2.4.6"},
        "machine": {"system": "Linux", "processor": "x86_64", "cores": 2, "memory_gb": 16.0},
        "commit": "0123abcd",
        **spec,
    }


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
    """Write a made-up results folder; `said` replaces keys of the manifest."""
    scenarios = [*AHEAD, *BACK] if looks_back else list(AHEAD)
    maker = Maker(scenarios, replications)
    add_indicators(maker)
    add_places(maker)
    columns = [
        "scenario",
        "draw",
        "replication",
        "indicator",
        "station",
        "gemeente",
        "need",
        "period",
        "value",
        "unit",
    ]
    table = pd.DataFrame(maker.rows, columns=columns)
    folder.mkdir(parents=True, exist_ok=True)
    table.to_parquet(folder / "indicators.parquet")
    kept_back(table).table.to_parquet(folder / "kept_back.parquet")
    series_of(scenarios, replications).to_parquet(folder / "series.parquet")
    manifest = _manifest(scenarios, replications, **spec)
    if not looks_back:
        manifest["look_back"] = None
    if compared:
        rows = compared_rows(table, looks_back=looks_back)
        pd.DataFrame(rows).to_parquet(folder / "comparison.parquet")
    seal(folder, manifest)
    return folder


def seal(folder: Path, spec: dict[str, Any]) -> None:
    """Write a manifest of these keys, with the digests of the tables that stand there."""
    manifest = Manifest.model_validate_json(json.dumps(spec))
    outputs = {path.name: digest(path) for suffix in ("parquet", "csv")
               for path in sorted(folder.glob(f"*.{suffix}"))}  # fmt: skip
    (folder / "manifest.json").write_bytes(sealed(manifest.model_copy(update={"outputs": outputs})))


def change_manifest(folder: Path, **spec: Any) -> None:
    """Replace keys of the manifest of a folder."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    del manifest["seal"]
    seal(folder, {**manifest, **spec})
