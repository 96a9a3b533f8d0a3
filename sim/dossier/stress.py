"""STRESS-DES filled in: the 20 items of Monks and others (2019), and what is missing of each.

Monks, Currie, Onggo, Robinson, Kunc and Taylor: Strengthening the reporting of empirical simulation
studies: introducing the STRESS guidelines. Journal of Simulation 13(1), 55-67, 2019.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import stress_model, stress_run
from .view import Line, View

SECTIONS: tuple[tuple[str, tuple[Callable[[View], Iterator[Line]], ...]], ...] = (
    ("objectives", (stress_model.purpose, stress_model.outputs, stress_model.aims)),
    (
        "logic",
        (
            stress_model.diagram,
            stress_model.base_logic,
            stress_model.scenario_logic,
            stress_model.algorithms,
            stress_model.components,
        ),
    ),
    (
        "data",
        (
            stress_model.data_sources,
            stress_model.pre_processing,
            stress_model.parameters,
            stress_model.assumptions,
        ),
    ),
    ("experimentation", (stress_run.initialisation, stress_run.run_length, stress_run.estimation)),
    (
        "implementation",
        (stress_run.software, stress_run.sampling, stress_run.execution, stress_run.system),
    ),
    ("access", (stress_run.code_access,)),
)


@dataclass(frozen=True)
class Item:
    """An item of the checklist: what is told of it, and what is missing."""

    number: str
    title: str
    told: tuple[Line, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """Items that belong together."""

    title: str
    items: tuple[Item, ...]


def checklist(view: View) -> tuple[Section, ...]:
    """The filled checklist in the words of a language."""
    return tuple(
        Section(
            f"{at}. {view.texts(f'stress.section.{name}')}",
            tuple(_item(view, f"{at}.{n}", fill) for n, fill in enumerate(fills, 1)),
        )
        for at, (name, fills) in enumerate(SECTIONS, 1)
    )


def _item(view: View, number: str, fill: Callable[[View], Iterator[Line]]) -> Item:
    lines = tuple(fill(view))
    return Item(
        number,
        view.texts(f"stress.title.{fill.__name__}"),
        told=tuple(line for line in lines if not line.is_gap),
        gaps=tuple(line.text for line in lines if line.is_gap),
    )
