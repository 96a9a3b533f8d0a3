"""A registered forecast: quantiles of what will be known, and a digest that closes its file."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator

from ..errors import InputError, Place, Problem
from ..results.checking import Checked, first_problem, refused
from ..scenario.paths import shown_path
from ..scenario.reading import read_file
from ..scenario.schema import Text

LEVELS = (0.025, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.975)
INTERVALS = {"50": (0.25, 0.75), "90": (0.05, 0.95)}
"""Ranges of which it is counted how often they hold what came."""
ALL = "all"
_CLOSED_BY = "digest"
_HEAD = (
    "# A forecast by simulation, registered before it could be known. Nothing of it was observed.\n"
    "# It is never changed: the digest at its end closes it.\n"
)
_PERIOD = re.compile(r"(\d{4})(?:-(H1|H2|\d\d-\d\d))?", re.ASCII)

Name = Annotated[str, Field(min_length=1)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Foretold(Checked):
    """One figure that will be known: what is counted, of when, and its quantiles by level."""

    indicator: Name
    station: Name
    gemeente: Name
    need: Name
    period: Name
    unit: Name
    quantiles: tuple[float, ...]

    @property
    def cell(self) -> tuple[str, ...]:
        """What tells it from the others."""
        return self.indicator, self.station, self.gemeente, self.need, self.period

    @property
    def named(self) -> str:
        """Its cell as a user writes it: `weeks_waited@team, 2026`."""
        parts = [part for part in (self.station, self.gemeente, self.need) if part != ALL]
        return f"{'@'.join([self.indicator, *parts])}, {self.period}"


class Forecast(Checked):
    """What was foretold of a scenario, when, from which results.

    `results` is the digest of the manifest of these, `files` those of every scenario file and of
    the ensemble, if any; `levels` are those of all quantiles.
    """

    forecast: Literal[1] = 1
    simulation: Literal[True] = True
    doorstroom: Name
    registered: dt.date
    scenario: Name
    title: Text | None
    experiment: str | None
    run: dt.datetime
    seed: Annotated[int, Field(ge=0, lt=2**63)]
    draws: Annotated[int, Field(ge=1)]
    ensemble: str | None
    results: Digest
    files: dict[Name, Digest]
    stations: dict[Name, Text | None]
    levels: tuple[float, ...]
    figures: Annotated[tuple[Foretold, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _fits_together(self) -> Forecast:
        levels = list(self.levels)
        turned = [round(1 - level, 9) for level in reversed(levels)]
        if levels != sorted(set(levels)) or [round(level, 9) for level in levels] != turned:
            raise refused("levels must increase, and lie evenly about 0.5")
        if not {0.5, *(end for ends in INTERVALS.values() for end in ends)} <= set(levels):
            raise refused("levels must have 0.05, 0.25, 0.5, 0.75 and 0.95")
        for item in self.figures:
            quantiles = list(item.quantiles)
            if len(quantiles) != len(levels) or quantiles != sorted(quantiles):
                raise refused(f"{item.named} must have a quantile for each level, in order")
        if len({item.cell for item in self.figures}) < len(self.figures):
            raise refused("figures must each be foretold once")
        return self


def last_day(period: str) -> dt.date | None:
    """The last day of a year, a half-year or a day by its name; None of anything else."""
    match = _PERIOD.fullmatch(period)
    if match is None:
        return None
    year, part = int(match[1]), match[2]
    try:
        if part in ("H1", "H2"):
            return dt.date(year, 6, 30) if part == "H1" else dt.date(year, 12, 31)
        return dt.date.fromisoformat(period) if part else dt.date(year, 12, 31)
    except ValueError:
        return None


def known_from(period: str) -> dt.date | None:
    """The first day on which a figure of a period can be known: when it is over, or on its day."""
    last = last_day(period)
    if last is None or period == last.isoformat():
        return last
    return last + dt.timedelta(days=1)


def written(forecast: Forecast) -> str:
    """The forecast as it stands in its file: YAML, a figure a line."""
    spec = forecast.model_dump(mode="json")
    lines = [f"{key}: {_flow(value)}" for key, value in spec.items() if key != "figures"]
    lines += ["figures:", *(f"  - {_flow(item)}" for item in spec["figures"])]
    return _HEAD + "\n".join([*lines, f'{_CLOSED_BY}: "{_digest(spec)}"']) + "\n"


def read_forecast(path: Path) -> Forecast:
    """The forecast of a file.

    Raises InputError where it cannot be read, is no forecast, or is not as it was registered.
    """
    spec = dict(read_file(path).data)
    closed_by = spec.pop(_CLOSED_BY, None)
    if "forecast" not in spec:
        raise _wrong(path, "is no forecast", "name a file of doorstroom register")
    try:
        forecast = Forecast.model_validate_json(json.dumps(spec))
    except (ValidationError, TypeError) as error:
        if isinstance(error, TypeError):
            raise _changed(path) from None
        way_out = "take the file as it was registered"
        raise InputError(str(first_problem(Path(shown_path(path)), error, way_out))) from None
    if closed_by != _digest(forecast.model_dump(mode="json")):
        raise _changed(path)
    return forecast


def _changed(path: Path) -> InputError:
    rule = "is not as it was registered: its content and its digest disagree"
    return _wrong(path, rule, "take the file as it was registered")


def _wrong(path: Path, rule: str, way_out: str) -> InputError:
    return InputError(str(Problem(rule, way_out, place=Place(shown_path(path)))))


def _flow(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _digest(spec: dict[str, Any]) -> str:
    """A digest of what a forecast says, however it is laid out."""
    text = json.dumps(spec, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
