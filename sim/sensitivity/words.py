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
from .naming import least_parts
from .reading import LEVEL, Output
from .verdict_words import Verdicts, names_of

_MOST_PARTS = 4
_LEAST_PART = 0.02
TOGETHER = 0.5
"""A correlation of two groups in an ensemble above which their parts cannot be told apart."""


@dataclass(frozen=True)
class Section:
    """A heading and sentences."""

    heading: str
    lines: tuple[str, ...]


def sections(found: Analysis, lang: Language, only: Collection[str] = ()) -> Iterator[Section]:
    """All of it, or of some indicators, section by section; those without a sentence left out."""
    told, verdicts = Told(found, lang, only), Verdicts(found, lang, only)
    for name, lines in (
        ("turns", verdicts.turning()),
        ("pairs", verdicts.pairs()),
        ("worth", told.worth()),
        ("hangs", told.hanging()),
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
            yield self.how_much_can_be_seen()
            return
        yield self.texts("sensitivity.ensemble", **counts, region=draws.ensemble)
        yield self.how_much_can_be_seen()
        varies = [at for at in range(len(evidence.groups)) if evidence.z[:, at].std() > 0]
        for one, other in combinations(varies, 2):
            correlation = float(np.corrcoef(evidence.z[:, one], evidence.z[:, other])[0, 1])
            if abs(correlation) > TOGETHER:
                names = (evidence.groups[at].title(self._lang) for at in (one, other))
                told = dict(zip(("group", "other"), names, strict=True))
                size = number(correlation, 1)
                yield self.texts("sensitivity.together", **told, correlation=size)

    def how_much_can_be_seen(self) -> str:
        """How much a group must bring before it can be told from chance, now and with more."""
        draws, percent = self._evidence.draws, self.texts.formats.percent
        number, verdict = least_parts(self._evidence, draws)
        return self.texts(
            "sensitivity.power",
            number=percent(number),
            verdict=percent(verdict),
            twice=percent(least_parts(self._evidence, 2 * draws)[1]),
            draws=self.texts.formats.number(2 * draws),
        )

    def what(self, output: Output) -> str:
        """An output: what is counted, of which scenario, beside which."""
        name = name_in(self.texts, output.indicator)
        scenario, baseline = names_of(output, self._evidence.manifest, self._labels)
        if output.of == LEVEL:
            return self.texts("sensitivity.of_level", name=name, scenario=scenario)
        return self.texts(
            "sensitivity.of_difference", name=name, scenario=scenario, baseline=baseline
        )

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
            name, best = name_in(self.texts, indicator), self._labels.scenario(whole.best_now)
            if whole.loss == 0:
                yield self.texts("sensitivity.worth_same", name=name, best=best)
                continue
            told = [
                self.texts(
                    "sensitivity.worth_part",
                    group=self._group[row.doubt].title(self._lang),
                    loss=self._amount(look, indicator, row.loss),
                )
                for row in rows
                if row.doubt != EVERYTHING
                and row.loss >= LEAST_WORTH * whole.loss
                and self._is_much(look, row)
            ]
            yield self.texts(
                "sensitivity.worth",
                name=name,
                best=best,
                loss=self._amount(look, indicator, whole.loss),
                little=self._little(whole),
            )
            if told:
                parts = self.texts.formats.listed(told[:_MOST_PARTS])
                yield self.texts("sensitivity.worth_parts", parts=parts)
            else:
                yield self.texts("sensitivity.worth_none")

    def _little(self, whole: Worth) -> str:
        """That it is less than what matters, where that is so."""
        matters = [
            claim.matters
            for claim in self._evidence.claims
            if (claim.output.look, claim.output.indicator) == (whole.look, whole.indicator)
        ]
        if not matters or whole.loss >= min(matters):
            return ""
        amount = self._amount(whole.look, whole.indicator, min(matters))
        return self.texts("sensitivity.worth_little", matters=amount)

    def _is_much(self, look: str, row: Worth) -> bool:
        """Whether what is lost is nothing at all, or more than that or few children as written."""
        if row.loss == 0:
            return True
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


def _key(item: Output | Part) -> tuple[str, str, str, str]:
    return item.look, item.scenario, item.indicator, item.of


def _counts(row: Part) -> bool:
    return row.doubt != UNEXPLAINED and row.total >= _LEAST_PART
