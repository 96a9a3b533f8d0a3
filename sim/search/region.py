"""A region that is calibrated: what it does not know, what is known of it, and how it is run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray

from ..checks.loading import Resolved, resolve
from ..errors import InputError
from ..running.code import code_digest
from ..running.cores import crew_for, room_for_visits
from ..running.engines import engine_named
from ..running.executors.crew import Crew
from ..running.simulation import refuse_wrong_seed
from ..running.tasks import Options
from ..scenario.schema import Scenario
from ..uncertainty import Prior
from ..uncertainty.ensemble import digests_of
from .asking import Asked
from .figures import Figure, figures_of, not_reported

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

DECIMALS = 6
"""Of what a group has in a draw, so that it can be written down and read back."""


@dataclass(frozen=True)
class Region:
    """The root scenario, its groups of doubt, its known figures, and how its runs are made.

    `left_out` are targets outside the reported period.
    """

    prior: Prior
    figures: tuple[Figure, ...]
    left_out: tuple[str, ...]
    options: Options
    crew: Crew
    held_out_from: dt.date

    @property
    def scenario(self) -> Scenario:
        """The scenario with the values of its files."""
        return self.prior.scenario

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups that move something."""
        return tuple(self.prior.groups)

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """The targets that are measured, in order of the file."""
        return tuple(dict.fromkeys(figure.target for figure in self.figures))

    @cached_property
    def weighing(self) -> Flags:
        """Whether each target says how much a run counts, or is shown only."""
        return np.array([self.scenario.targets[name].weighs for name in self.targets], np.bool_)

    @cached_property
    def held_out(self) -> Flags:
        """Whether each target is used for scoring only, the first time."""
        late = {item.target for item in self.figures if item.until >= self.held_out_from}
        return np.array([name in late for name in self.targets], np.bool_)

    def inputs(self, groups: Floats, numbers: Sequence[int]) -> Floats:
        """What emulators go by: the groups of draws, then what each number has of its own.

        Shape (draws, inputs).
        """
        return np.hstack([groups, self.prior.chance.own(numbers)])

    def drawn(self, first: int, count: int) -> Floats:
        """What groups have in draws of the ranges from `first` on, shape (draws, groups)."""
        return self.prior.chance.groups(self.groups, first, count).round(DECIMALS)

    @property
    def key(self) -> dict[str, str]:
        """All that decides what the run of a draw gives, by names that tell what differs."""
        return {
            "Doorstroom": version("doorstroom"),
            "its code": code_digest(),
            "--seed": str(self.options.seed),
            "--scale": repr(self.options.scale),
            "known figures": " ".join(item.name for item in self.figures),
            **digests_of(self.scenario.root),
        }


def region_of(asked: Asked) -> Region:
    """Read and check what is to be calibrated.

    Raises ScenarioError for a file that breaks a rule, and InputError where there is nothing to
    find, or nothing to hold it against.
    """
    refuse_wrong_seed(asked.seed)
    resolved = resolve(asked.name)
    scenario = resolved.scenario
    if scenario.extends is not None:
        raise InputError(
            f"{asked.name}: extends {scenario.extends}, which has the known figures; calibrate "
            f"{scenario.extends}"
        )
    figures, left_out = figures_of(scenario), tuple(not_reported(scenario))
    _refuse_nothing_known(asked.name, figures, left_out)
    prior = _prior_of(asked, resolved)
    crew = crew_for([scenario], asked.scale, asked.jobs, asked.cluster)
    options = Options(
        asked.seed, asked.scale, engine_named(asked.engine), most_visits=room_for_visits(crew)
    )
    last_year = max(item.until for item in figures).year
    held_out_from = asked.held_out_from or dt.date(last_year - 1, 1, 1)
    return Region(prior, figures, left_out, options, crew, held_out_from)


def _refuse_nothing_known(
    name: str, figures: tuple[Figure, ...], left_out: tuple[str, ...]
) -> None:
    if figures:
        return
    rule = f"none of its targets ({', '.join(left_out)}) lies in the reported period"
    raise InputError(
        f"{name}: {rule if left_out else 'has no targets'}; add known figures of reported years "
        "(docs/scenario-files.md)"
    )


def _prior_of(asked: Asked, resolved: Resolved) -> Prior:
    prior = Prior(resolved, asked.seed)
    if not prior.groups:
        raise InputError(
            f"{asked.name}: no number with a range belongs to a doubt, so there is nothing to "
            "find; name groups in doubts (docs/scenario-files.md)"
        )
    return prior
