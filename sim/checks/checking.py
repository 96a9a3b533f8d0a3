"""What a resolved scenario must be before it can run."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import Problem, ScenarioError
from ..in_force import InForces
from ..scenario.mending import Faults
from ..scenario.schema import Scenario
from ..scenario.trail import Trail
from ..scenario.triggers import begun, triggered
from .aims import check_aims
from .capacity import check_capacity, check_closing
from .ceilings import check_ceiling_names, check_ceilings, check_what_runs
from .changes import check_changes, check_returns, check_shares
from .dates import check_dates, check_sets, check_switches
from .directions import check_directions
from .doubts import check_doubts
from .findings import Findings
from .following import check_following
from .gates import check_gates_by_via, check_onward
from .growth import check_growth
from .idle import check_idle
from .lists import check_lists
from .lump_sums import check_lump_sums
from .meant import check_what_is_meant
from .names import check_names
from .numbers import check_drawn_numbers, check_numbers
from .pay import check_pay
from .reach import check_reach
from .reactions import check_reactions, check_whose_wait
from .rings import check_nobody_leaves
from .rows import check_rows
from .staff import check_staff
from .stations import check_stations
from .targets import check_targets
from .triggers import check_lists_of_triggers, check_triggers

__all__ = ["Findings", "checked", "problems_of_draw", "wrong_names"]


def checked(scenario: Scenario, trail: Trail) -> Scenario:
    """The scenario with its warnings; raises ScenarioError with every problem that is known.

    What a check relies on stands in a stage before it, so that no problem follows from another:
    whom interventions reach needs names that exist, and what is in force needs one set a date.
    Blocks that start by what a run sees are checked as if they start on their first possible day,
    and as if they never do.
    """
    findings = Findings(scenario, trail)
    _check(findings, _STAGES)
    blocks = triggered(scenario)
    if blocks:
        never = begun(scenario, {use.name: None for use in blocks})
        _check(Findings(never, trail), _STAGES[:_OF_WAYS])
    return scenario.model_copy(update={"warnings": tuple(findings.warnings)})


def wrong_names(scenario: Scenario, trail: Trail, faults: Faults) -> list[Problem]:
    """The names that nothing has in what is left of files with faults; only these are told of it.

    What a number, row or date lacks there may follow from what was left out.
    """
    findings = Findings(scenario, trail, faults)
    check_names(findings)
    return findings.errors


def problems_of_draw(
    scenario: Scenario, trail: Trail, known: InForces, *, ways_end: bool
) -> list[Problem]:
    """What refuses a checked scenario with other numbers in it; nothing else is asked again.

    `ways_end`: some share of a way, or rate of leaving a list, has become 0 or 1, so that clients
    might go round. Who is reached is not asked: a share drawn as 0 is no mistake of the file.
    """
    stages = (*_OF_NUMBERS, *(_OF_WAYS_THAT_END if ways_end else ()))
    blocks = triggered(scenario)
    never = [begun(scenario, {use.name: None for use in blocks})] if blocks else []
    try:
        for numbers in (scenario, *never):
            _check(Findings(numbers, trail, known=known), stages)
    except ScenarioError as error:
        return list(error.problems)
    return []


def _check(findings: Findings, stages: tuple[Stage, ...]) -> None:
    for checks in stages:
        for check in checks:
            check(findings)
        if findings.errors:
            raise ScenarioError(findings.errors)


Stage = tuple[Callable[[Findings], None], ...]
_STAGES = (
    (check_names, check_ceiling_names, check_doubts, check_numbers, check_dates),
    (check_gates_by_via, check_stations, check_whose_wait, check_triggers),
    (check_reactions,),
    (check_changes, check_idle, check_targets, check_directions, check_sets, check_switches),
    (check_shares, check_growth, check_staff, check_lump_sums, check_pay),
    (check_rows, check_returns, check_onward),
    (check_following, check_lists, check_lists_of_triggers, check_ceilings),
    (check_reach,),
    (check_nobody_leaves,),
    (check_capacity, check_what_runs, check_what_is_meant, check_aims),
)
_OF_NUMBERS: tuple[Stage, ...] = (
    (check_drawn_numbers, check_shares, check_growth, check_staff, check_lump_sums, check_pay),
    (check_rows, check_onward, check_lists),
    (check_closing,),
)
"""The checks that other numbers may fail."""
_OF_WAYS_THAT_END: tuple[Stage, ...] = ((check_nobody_leaves,),)
_OF_WAYS = _STAGES.index((check_reach,))
"""The stages before those that ask who comes where: what a block brings waits for its start."""
