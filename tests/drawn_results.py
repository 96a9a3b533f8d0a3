"""A results folder over draws with numbers made up here, so that what they hang on is known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats import qmc

from sim.results.hanging import Hanging, stands_on
from sim.results.manifest import Manifest
from sim.results.manifest_file import write_manifest
from sim.results.store import write_table

from .report_fixture import made_up_manifest
from .report_numbers import BASELINE, END_STATE

Floats = NDArray[np.float64]

POLICY = "ambulantisation"
WAIT, COST = "wait_first_help", "cost"
CELL = {"station": "all", "gemeente": "all", "need": "all", "period": END_STATE}
GROUPS = ("growth", "staff", "idle")
DRAWS = {"ensemble": None, "count": 128, "second_runs": 0, "repaired": 0, "numbers": 5, "groups": 3}


def normal_points(draws: int, groups: int, seed: int = 5) -> Floats:
    """Scrambled Sobol points as standard normal numbers."""
    points = qmc.Sobol(groups, seed=np.random.default_rng(seed)).random(draws)
    return ndtri(np.clip(points, 1e-9, 1 - 1e-9))


@dataclass
class Drawn:
    """Draws of three groups, the wait of present policy and of one other, and when it is better."""

    z: Floats
    wait: Floats
    gain: Floats
    better: NDArray[np.bool_]
    groups: Sequence[str] = GROUPS
    kept_back: Sequence[str] = ()
    spec: dict[str, object] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        """The folder."""
        folder.mkdir(parents=True)
        numbers = np.arange(1, len(self.z) + 1)
        write_table(folder, "draws", self._draws(numbers))
        write_table(folder, "doubts", pd.DataFrame([_doubt(name) for name in self.groups]))
        rows = [("ahead", POLICY, WAIT, END_STATE, n, -g, b)
                for n, g, b in zip(numbers, self.gain, self.better, strict=True)]  # fmt: skip
        names = ["look", "scenario", "indicator", "period", "draw", "difference", "better"]
        write_table(folder, "headlines", pd.DataFrame(rows, columns=names))
        kept = [{"scenario": BASELINE, "indicator": name, **CELL} for name in self.kept_back]
        columns = ["scenario", "indicator", *CELL]
        write_table(folder, "kept_back", pd.DataFrame(kept, columns=columns, dtype=str))
        write_table(folder, "indicators", self._indicators(numbers))
        write_table(folder, "comparison", self._comparison())
        draws = {**DRAWS, "count": len(self.z), "groups": len(self.groups)}
        manifest = made_up_manifest(**{"draws": draws, "replications": len(self.z), **self.spec})
        two = {"scenarios": (BASELINE, POLICY), "look_back": None}
        write_manifest(folder, manifest.model_copy(update=two))
        return folder

    def _draws(self, numbers: NDArray[np.int64]) -> pd.DataFrame:
        return pd.DataFrame(
            {
                "draw": np.repeat(numbers, len(self.groups)),
                "doubt": list(self.groups) * len(numbers),
                "z": self.z.ravel(),
            }
        )

    def _indicators(self, numbers: NDArray[np.int64]) -> pd.DataFrame:
        tables = []
        for scenario, values in ((BASELINE, self.wait), (POLICY, self.wait - self.gain)):
            table = pd.DataFrame({"draw": numbers, "replication": numbers, "value": values})
            spec = {"scenario": scenario, "indicator": WAIT, "unit": "weeks", **CELL}
            tables.append(table.assign(**spec))
        return pd.concat(tables, ignore_index=True)

    def _comparison(self) -> pd.DataFrame:
        row = {"look": "ahead", "scenario": POLICY, "baseline": BASELINE, "indicator": WAIT, **CELL,
               "unit": "weeks", "better_when": "less", "verdict": "uncertain", "matters": 1.0,
               "holds_in": float(self.better.sum()), "baseline_mean": float(self.wait.mean()),
               "scenario_mean": float((self.wait - self.gain).mean()), "headline": True,
               "difference": -float(self.gain.mean())}  # fmt: skip
        return pd.DataFrame([row])


def _doubt(name: str) -> dict[str, object]:
    """Growth is one number, from 0 to 3.5% a year; others move three numbers."""
    titles = {"growth": ("groei van de vraag", "growth of demand"),
              "staff": ("personeel", "staff")}.get(name, (name, name))  # fmt: skip
    is_growth = name == "growth"
    range_of = (0.015, 0.0, 0.035, -1.0, 10.0) if is_growth else (100.0, 80.0, 125.0, 0.0, 1e9)
    value, low, high, least, most = range_of
    return {"doubt": name, "title_nl": titles[0], "title_en": titles[1],
            "numbers": 1 if is_growth else 3,
            "number": "arrivals.growth_per_year" if is_growth else f"pools.{name}.fte",
            "is_reversed": False, "scale": "linear" if is_growth else "log",
            "value": value, "low": low, "high": high, "least": least, "most": most}  # fmt: skip


def by_growth(draws: int = 128, **spec: object) -> Drawn:
    """Both the wait and the gain hang on growth, straight; a gain of 1 matters."""
    z = normal_points(draws, 3)
    chance = np.random.default_rng(9).standard_normal((2, draws))
    wait = 14 + 3 * z[:, 0] + 1.5 * z[:, 1] + 0.5 * chance[0]
    gain = 2 - 1.5 * z[:, 0] + 0.3 * chance[1]
    return Drawn(z, wait, gain, gain > 1, **spec)  # type: ignore[arg-type]


def smallest_hanging(manifest: Manifest) -> Hanging:
    """The smallest analysis of these results, with sentences that look like markup."""
    lines = {"nl": ["<b>omslag</b>"], "en": ["<b>turn</b>"]}
    verdict = {"look": "ahead", "scenario": POLICY, "indicator": COST, "verdict": "mixed",
               "settled": True, "named": [], "turns": 0, "lines": lines}  # fmt: skip
    spec = {"doorstroom": "0.1.0", "of": stands_on(manifest), "draws": 64, "opening": lines,
            "verdicts": [verdict], "worth": {"nl": [], "en": []}, "numbers": []}  # fmt: skip
    return Hanging.model_validate_json(json.dumps(spec))
