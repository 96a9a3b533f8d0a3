"""A registration of a million trajectories, made here, and what it takes to fit it.

python -m tools.bench.registration FOLDER fits the one in a folder and prints one line of JSON.
Seconds are those of the processor: one core does it all.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from .measure import in_a_process, peak_mb

TRAJECTORIES = 1_000_000
FIRST, UNTIL = "2021-01-01", "2026-01-01"
_SEED = 2026
_GEMEENTEN, _PRODUCTS, _REFERRERS = 10, 12, ("01", "02", "03", "04")
_PER_CHILD = 1.6
_YEARS = 5


@dataclass(frozen=True)
class Fitted:
    """What one process took that fitted so many trajectories."""

    trajectories: int
    seconds: float
    memory_mb: float


def fitted(trajectories: int = TRAJECTORIES) -> Fitted:
    """Make a registration and fit it in a process of its own."""
    with TemporaryDirectory() as folder:
        write_registration(Path(folder), trajectories)
        return Fitted(trajectories, **in_a_process("tools.bench.registration", folder))


def write_registration(folder: Path, trajectories: int) -> None:
    """Allocations, starts, ends and requests as messages, and a mapping; nobody in them exists."""
    random = np.random.default_rng(_SEED)
    asked = random.uniform(0, _YEARS * 365.25, trajectories)
    begin = asked + random.exponential(60, trajectories)
    end = begin + 200 * np.exp(0.8 * random.normal(size=trajectories))
    gone = random.uniform(size=trajectories) < 0.05
    child = random.integers(0, round(trajectories / _PER_CHILD), trajectories)
    ages = np.random.default_rng(_SEED + 1).uniform(2, 16, child.max() + 1)
    number, last = np.arange(trajectories), _YEARS * 365.25
    rows = pd.DataFrame(
        {
            "ToewijzingNummer": number,
            "Client": np.char.add("k", child.astype(str)),
            "Geboortedatum": _dates(-365.25 * ages[child]),
            "Gemeente": np.char.add("Gemeente", (child % _GEMEENTEN).astype(str)),
            "Productcode": np.char.add("P", (number % _PRODUCTS).astype(str)),
            "ReferentieAanbieder": np.char.add("V", number.astype(str)),
            "Toewijzingsdatum": _dates(asked),
            "Begindatum": _dates(begin),
            "Einddatum": _dates(end),
            "RedenBeeindiging": np.where(number % 7 == 0, "34", "31"),
            "Verwijzer": np.array(_REFERRERS)[number % len(_REFERRERS)],
        }
    )
    left = rows.assign(Einddatum=np.where(gone & (begin < last), rows["Begindatum"], ""))
    starts = rows[~gone & (begin < last)]
    ends = rows[~gone & (end < last)]
    one = ["ToewijzingNummer"]
    about = ["Client", "Geboortedatum", "Gemeente", "Productcode", "ReferentieAanbieder"]
    files = {
        "jw301": left[[*one, *about, "Toewijzingsdatum", "Einddatum"]],
        "jw305": starts[[*one, "Begindatum"]],
        "jw307": ends[[*one, "Begindatum", "Einddatum", "RedenBeeindiging"]],
        "jw315": rows[["ReferentieAanbieder", "Verwijzer"]],
    }
    for name, table in files.items():
        table.to_csv(folder / f"{name}.csv", sep=";", index=False)
    products = "".join(f"  P{at}: station{at}\n" for at in range(_PRODUCTS))
    (folder / "codes.yaml").write_text(f"mapping: 1\nproducts:\n{products}", encoding="utf-8")


def _dates(days: np.ndarray) -> np.ndarray:
    """Days since FIRST as dates."""
    dates: np.ndarray = np.datetime_as_string(np.datetime64(FIRST) + days.astype(np.int64))
    return dates


def main(folder: str) -> None:
    """Fit here and print."""
    from sim.cli import app

    files = [str(Path(folder) / f"jw{kind}.csv") for kind in (301, 305, 307, 315)]
    options = ["--mapping", f"{folder}/codes.yaml", "--from", FIRST, "--until", UNTIL]
    begun = time.process_time()
    app(["fit", *files, *options, "--out", f"{folder}/out/part.yaml"], standalone_mode=False)
    result = {"seconds": round(time.process_time() - begun, 1), "memory_mb": round(peak_mb(), 1)}
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1])
