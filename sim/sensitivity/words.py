"""What was found in sentences: what numbers hang on, and where verdicts turn over."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations, groupby

import numpy as np

from ..figures.labels import Labels
from ..indicators.naming import name_in
from ..report.amounts import Amounts
from ..texts import Language, texts_in
from .analysis import Analysis
from .findings import EVERYTHING, LEAST_WORTH, UNEXPLAINED, Part, Worth
from .groups import Group
from .pairs import Bounds
from .reading import DIFFERENCE, LEVEL, Claim, Output
from .tipping import Turning

_MOST_PARTS = 4
_LEAST_PART = 0.02
_MOST_TURNINGS = 4
TOGETHER = 0.5
"""A correlation of two groups in an ensemble above which their parts cannot be told apart."""


@dataclass(frozen=True)
class Section:
    """A heading and sentences."""

    heading: str
    lines: tuple[str, ...]


def sections(found: Analysis, lang: Language, only: Collection[str] = ()) -> Iterator[Section]:
    """All of it, or of some indicators, section by section; those without a sentence left out."""
    told = Told(found, lang, only)
    for name, lines in (
        ("hangs", told.hanging()),
        ("turns", told.turning()),
        ("pairs", told.pairs()),
        ("worth", told.worth()),
    ):
        if each := tuple(lines):
            yield Section(told.texts(f"sensitivity.heading.{name}"), each)


class Told:
    """Sentences of an analysis in one language."""

    def __init__(self, found: Analysis, lang: Language, only: Collection[str] = ()) -> None:
        self._only = only
        self._found, self._evidence, self._lang = found, found.evidence, lang
        self._labels = Labels.of(found.evidence.manifest, texts_in(lang))
        self.texts = self._labels.texts
        self._amounts = Amounts(found.evidence.manifest, self.texts)
        self._group = {group.name: group for group in found.evidence.groups}

    # -------------------------------------------------------------- what it is of

    def opening(self) -> Iterator[str]:
        """How many draws of what, and which groups go together in them."""
        evidence, number = self._evidence, self.texts.formats.number
        counts = {"draws": number(evidence.draws), "groups": number(len(evidence.groups))}
        draws = evidence.manifest.draws
        if draws is None or draws.ensemble is None:
            yield self.texts("sensitivity.draws", **counts)
            return
        yield self.texts("sensitivity.ensemble", **counts, region=draws.ensemble)
        varies = [at for at in range(len(evidence.groups)) if evidence.z[:, at].std() > 0]
        for one, other in combinations(varies, 2):
            correlation = float(np.corrcoef(evidence.z[:, one], evidence.z[:, other])[0, 1])
            if abs(correlation) > TOGETHER:
                names = (evidence.groups[at].title(self._lang) for at in (one, other))
                told = dict(zip(("group", "other"), names, strict=True))
                size = number(correlation, 1)
                yield self.texts("sensitivity.together", **told, correlation=size)

    def what(self, output: Output) -> str:
        """An output: what is counted, of which scenario, beside which."""
        name, scenario = name_in(self.texts, output.indicator), self._scenario(output)
        if output.of == LEVEL:
            return self.texts("sensitivity.of_level", name=name, scenario=scenario)
        manifest, back = self._evidence.manifest, self._evidence.manifest.look_back
        of_back = back is not None and output.look == "back"
        baseline = back.baseline if back is not None and of_back else manifest.baseline
        told = {"name": name, "scenario": scenario, "baseline": self._labels.scenario(baseline)}
        return self.texts("sensitivity.of_difference", **told)

    def _scenario(self, output: Output) -> str:
        labels = self._labels
        is_back = output.look == "back"
        return (labels.looking_back if is_back else labels.scenario)(output.scenario)

    # -------------------------------------------------------------- what it hangs on

    def hanging(self) -> Iterator[str]:
        """Of each number the groups that bring most of its variance."""
        keys = {_key(output): output for output in self._evidence.outputs}
        for key, parts in groupby(self._found.parts, key=_key):
            if not self._is_shown(keys[key].indicator):
                continue
            rows, percent = list(parts), self.texts.formats.percent
            rest = percent(rows[-1].first if rows[-1].doubt == UNEXPLAINED else 0.0)
            told = [self._part(row) for row in rows[:_MOST_PARTS] if _counts(row)]
            what = self.what(keys[key])
            if told:
                listed = self.texts.formats.listed(told)
                yield self.texts("sensitivity.hangs", what=what, parts=listed, rest=rest)
            else:
                yield self.texts("sensitivity.hangs_on_none", what=what, rest=rest)

    def _part(self, row: Part) -> str:
        percent, group = self.texts.formats.percent, self._group[row.doubt].title(self._lang)
        half = percent(row.total_half or 0.0)
        return self.texts("sensitivity.part", group=group, share=percent(row.total), half=half)

    # -------------------------------------------------------------- where it turns over

    def turning(self) -> Iterator[str]:
        """Of each verdict the values of groups at which it turns over, those that do most first."""
        for claim in self._claims():
            rows = [row for row in self._found.turnings if _key(row) == _key(claim.output)[:3]]
            if not rows and _may_turn(claim):
                yield self.texts("sensitivity.turns_never", what=self.what(claim.output))
            for row in sorted(rows, key=lambda row: -_apart(row))[:_MOST_TURNINGS]:
                yield self._turning(claim, row)

    def _claims(self) -> list[Claim]:
        return [item for item in self._evidence.claims if self._is_shown(item.output.indicator)]

    def _turning(self, claim: Claim, row: Turning) -> str:
        sides = (self.texts(f"sensitivity.side.{side}") for side in (row.above, row.below))
        counts = ("counted_above", "draws_above", "counted_below", "draws_below")
        return self.texts(
            "sensitivity.turns",
            what=self.what(claim.output),
            condition=self.beyond(self._group[row.doubt], row.z, is_above=True),
            **dict(zip(("above", "below"), sides, strict=True)),
            counted=self.texts(f"sensitivity.side.{row.counted}"),
            **{name: getattr(row, name) for name in counts},
        )

    def beyond(self, group: Group, z: float, *, is_above: bool) -> str:
        """That a group is above or below a value: of its number, or of many by its middle."""
        way = "above" if is_above else "below"
        told = {"group": group.title(self._lang), "value": self._value(group, z)}
        if group.numbers == 1:
            return self.texts(f"sensitivity.{way}.one", **told)
        at = [item.name for item in self._evidence.groups].index(group.name)
        above = float((self._evidence.z[:, at] > z).mean())
        told |= {
            "z": self.texts.formats.number(z, 1, signed=True),
            "n": self.texts.formats.number(20 * (above if is_above else 1 - above)),
            "number": group.short_number,
        }
        return self.texts(f"sensitivity.{way}.many", **told)

    def _value(self, group: Group, z: float) -> str:
        value, formats = group.value_at(z), self.texts.formats
        if group.is_percentage:
            return formats.percent(value, 1)
        decimals = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
        return formats.number(value, decimals)

    def pairs(self) -> Iterator[str]:
        """Boxes in words."""
        outputs = {_key(claim.output): claim.output for claim in self._claims()}
        for pair in self._found.pairs:
            if not self._is_shown(pair.indicator):
                continue
            output = outputs[(*_key(pair), DIFFERENCE)]
            conditions = [line for bounds in pair.bounds for line in self._bounds(bounds)]
            told = conditions[0]
            for other in conditions[1:]:
                told = self.texts("sensitivity.and", condition=told, other=other)
            yield self.texts(
                "sensitivity.pair",
                what=self.what(output),
                wanted=self.texts(f"sensitivity.side.{pair.wanted}"),
                conditions=told,
                hits=pair.hits,
                inside=pair.inside,
                hits_outside=pair.hits_outside,
                outside=pair.outside,
            )

    def _bounds(self, bounds: Bounds) -> Iterator[str]:
        group = self._group[bounds.doubt]
        if bounds.z_low is not None:
            yield self.beyond(group, bounds.z_low, is_above=True)
        if bounds.z_high is not None:
            yield self.beyond(group, bounds.z_high, is_above=False)

    # -------------------------------------------------------------- what it is worth to know

    def worth(self) -> Iterator[str]:
        """Of each headline what choosing now loses, and what knowing a group would save of it."""
        for (look, indicator), each in groupby(
            self._found.worths, key=lambda row: (row.look, row.indicator)
        ):
            rows = list(each)
            whole = rows[0]
            if not self._is_shown(indicator) or not self._is_much(look, whole):
                continue
            told = [
                self.texts(
                    "sensitivity.worth_part",
                    group=self._group[row.doubt].title(self._lang),
                    loss=self._amount(look, indicator, row.loss),
                )
                for row in rows
                if row.doubt != EVERYTHING and row.loss >= LEAST_WORTH * whole.loss
            ]
            parts = self.texts.formats.listed(told[:_MOST_PARTS])
            yield self.texts(
                "sensitivity.worth",
                name=name_in(self.texts, indicator),
                best=self._labels.scenario(whole.best_now),
                loss=self._amount(look, indicator, whole.loss),
                parts=parts or self.texts("sensitivity.worth_none"),
            )

    def _is_much(self, look: str, row: Worth) -> bool:
        """Whether what is lost is more than nothing as it is written, or than few children."""
        written = self._amount(look, row.indicator, row.loss)
        nothing = self._amount(look, row.indicator, 0.0)
        return written not in (nothing, self.texts("amount.few"))

    def _is_shown(self, indicator: str) -> bool:
        return not self._only or indicator in self._only

    def _amount(self, look: str, indicator: str, value: float) -> str:
        manifest = self._evidence.manifest
        back = manifest.look_back
        period = back.period if back and look == "back" else manifest.periods.headline
        return self._amounts.level(indicator, value, period)


def _key(item: Output | Part | Turning | object) -> tuple[str, ...]:
    names = ("look", "scenario", "indicator", "of")
    return tuple(str(getattr(item, name)) for name in names if hasattr(item, name))


def _counts(row: Part) -> bool:
    return row.doubt != UNEXPLAINED and row.total >= _LEAST_PART


def _apart(row: Turning) -> float:
    """How far the shares of draws that are counted differ between both sides."""
    shares = (
        row.counted_above / max(row.draws_above, 1),
        row.counted_below / max(row.draws_below, 1),
    )
    return abs(shares[0] - shares[1])


def _may_turn(claim: Claim) -> bool:
    """Whether it differs between draws what the claim is."""
    return len(set(claim.better.tolist())) > 1 or len(set(claim.gains.tolist())) > 1
