"""What determines a run, as a digest by which it is known again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple
from typing import Any

from ..uncertainty.ensemble import digest_of_numbers
from .all_draws import Drawn
from .code import made_by
from .plan import Plan
from .tasks import Options, Task


class Identities:
    """The digests of the runs of a plan."""

    def __init__(self, plan: Plan, options: Options) -> None:
        self._plan = plan
        self._numbers = {
            name: digest_of_numbers(scenario) for name, scenario in plan.scenarios.items()
        }
        self._unknowns = {name: _digest(self._drawn_how(name)) for name in plan.scenarios}
        look_back = plan.experiment.look_back if plan.experiment else None
        self._looks_back_until = str(look_back.until) if look_back else None
        self._kept = options.kept
        self._same_for_all = (
            *made_by().values(),
            options.engine.value,
            options.seed,
            options.scale,
        )

    def of(self, task: Task, drawn: Drawn) -> str:
        """The digest of a run in a draw.

        Its baseline is part of it: fates follow the children who come in both.
        """
        name, plan = task.scenario, self._plan
        return _digest(
            [
                *self._same_for_all,
                astuple(task),
                self._looks_back_until,
                self._scenario(name, drawn),
                self._scenario(plan.baseline_of(name).name, drawn),
                *filter(None, [plan.headline_of(name)]),
            ]
        )

    def of_part(self, whole: str) -> str:
        """The digest of a run of which only some indicators are kept, by that of the whole."""
        if self._kept is None:
            return whole
        return _digest([whole, sorted(self._kept.whole), sorted(self._kept.in_total)])

    def _scenario(self, name: str, drawn: Drawn) -> Any:
        """What determines the numbers of a scenario; of a derived one, those it is derived from."""
        derived = next((item for item in self._plan.derived if item.name == name), None)
        if derived is not None:
            baseline = self._plan.baseline_of(derived.of).name
            return ["without", self._scenario(derived.of, drawn), self._scenario(baseline, drawn)]
        if name not in drawn.z:
            return self._numbers[name]
        return [self._numbers[name], self._unknowns[name], drawn.z[name].tobytes().hex()]

    def _drawn_how(self, name: str) -> Any:
        """What each number of a draw moves."""
        drawing = self._plan.drawing
        unknowns = drawing.joint.unknowns_of(name) if drawing else ()
        return [[item.name, item.group, item.sign, str(item.scale), item.keys] for item in unknowns]


def _digest(spec: Any) -> str:
    text = json.dumps(spec, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
