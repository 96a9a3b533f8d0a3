"""A small region of which a test writes the stations, a line each."""

from collections.abc import Callable
from pathlib import Path

import pytest

import sim
from sim.errors import ScenarioError
from sim.scenario.schema import Scenario

HEAD = """
doorstroom: 1
title: {en: A world}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2025-01-01}
gemeenten: {town: {youth: 600}, city: {youth: 400}, away: {youth: 500, outside: true}}
needs: {light: {product_group: soft}, heavy: {}}
arrivals:
  walk-in: {need: light, per_1000_youth: 365.25, enters: desk}
  sent: {need: heavy, per_year: 365.25, referrer: court, enters: desk}
"""
STAY = "stay: {distribution: exponential, mean_days: 2}"
DESK = f"desk: {{places: 9, {STAY}}}"
OTHER = f"other: {{places: 9, {STAY}}}"
Load = Callable[..., Scenario]


def loading(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """How to load a region of stations, and of sections after them, a line each."""
    monkeypatch.chdir(folder)

    def from_text(*lines: str, head: str = HEAD) -> Scenario:
        text = head + "stations:\n"
        for line in lines:
            text += f"{line}\n" if line.startswith("interventions") else f"  {line}\n"
        (folder / "x.yaml").write_text(text, encoding="utf-8")
        return sim.load("x")

    return from_text


def refusal(load: Load, *lines: str) -> str:
    """Why these stations are refused."""
    with pytest.raises(ScenarioError) as refused:
        load(*lines)
    return str(refused.value)


def as_section(items: list[str]) -> list[str]:
    """Interventions after the stations, out-dented to a section of their own."""
    return ["interventions:", *items] if items else []
