"""Which indicators are kept of each run of a plan, where not all are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..errors import InputError
from ..indicators.definitions import NAMES, base_name
from ..indicators.kept import Kept
from ..scenario.wording import suggestion
from .balancing import BALANCED
from .plan import Plan


def kept_of(plan: Plan, asked: Iterable[str] | None) -> Kept | None:
    """What is kept where these are asked for, verdicts and known figures included; None: all.

    Raises InputError for a name that no indicator has without what narrows it down.
    """
    if asked is None:
        return None
    names = tuple(asked)
    for name in names:
        if name not in NAMES:
            raise InputError(
                f"--keep names {name or 'nothing'}, which is no indicator; "
                f"{suggestion(name, NAMES)} (docs/results.md has all)"
            )
    return Kept.of((*names, *_asked_by(plan)))


def _asked_by(plan: Plan) -> Iterator[str]:
    """What known figures, a stopping rule and questions of an experiment are about."""
    for target in plan.scenarios[plan.baseline].targets.values():
        yield base_name(target.indicator)
    if plan.precision is not None:
        yield base_name(plan.precision.indicator)
    if plan.experiment is not None and plan.experiment.breakeven:
        yield from BALANCED
