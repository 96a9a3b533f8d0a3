"""Where verdicts turn over, in sentences: by one group, by two, or why none is named."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..figures.labels import Labels
from ..indicators.naming import claim_in
from ..results.manifest import Manifest
from ..texts import Language, texts_in
from .analysis import Analysis
from .groups import Group
from .naming import Named, hangs_on_gain, is_settled, may_turn
from .pairs import Bounds, Pair
from .reading import Claim, Output
from .tipping import Side, Turning

_MOST_TURNINGS = 3
_WAYS = {Side.GAIN: 1.0, Side.LOSS: -1.0, Side.MORE: 1.0, Side.LESS: -1.0}
"""Of sides that say that a number rose or fell: which way, beside the good side."""


def names_of(output: Output, manifest: Manifest, labels: Labels) -> tuple[str, str]:
    """What a scenario is called, and what it is held beside."""
    back = manifest.look_back
    is_back = back is not None and output.look == "back"
    baseline = back.baseline if back is not None and is_back else manifest.baseline
    title = labels.looking_back if is_back else labels.scenario
    return title(output.scenario), labels.scenario(baseline)


class Verdicts:
    """Sentences on the verdicts of an analysis in one language, of some indicators or of all."""

    def __init__(self, found: Analysis, lang: Language, only: Collection[str] = ()) -> None:
        self._only, self._found, self._lang = only, found, lang
        self._evidence, manifest = found.evidence, found.evidence.manifest
        self._labels = Labels.of(manifest, texts_in(lang))
        self._texts = self._labels.texts
        self._group = {group.name: group for group in found.evidence.groups}

    def turning(self) -> Iterator[str]:
        """Of each verdict in one line what it is and where it turns over."""
        for claim, named in self._claims():
            yield " ".join(self.of_claim(claim, named))

    def of_claim(self, claim: Claim, named: Named) -> Iterator[str]:
        """How the draws lie, then each value at which it turns over, or why none is named."""
        yield self._lead(claim)
        key = _key(claim.output)
        rows = [row for row in self._found.turnings if _key(row) == key]
        yield from (self._turning(claim, row) for row in rows[:_MOST_TURNINGS])
        if not rows:
            yield self._without_a_point(claim, named)

    def _claims(self) -> Iterator[tuple[Claim, Named]]:
        for claim, named in zip(self._evidence.claims, self._found.named, strict=True):
            if not self._only or claim.output.indicator in self._only:
                yield claim, named

    def _lead(self, claim: Claim) -> str:
        """In how many draws which side holds, those of no draw left out."""
        above, below, neither = claim.sides
        sides = (Side.GAIN, Side.LOSS) if claim.side else (Side.MORE, Side.LESS)
        counts = [*zip(sides, (above, below), strict=True), (Side.NO_DIFFERENCE, neither)]
        told = [
            self._texts("sensitivity.counted", side=self._side(claim, side), count=count)
            for side, count in counts
            if count
        ]
        scenario, baseline = names_of(claim.output, self._evidence.manifest, self._labels)
        key = "lead" if claim.side == 0 or hangs_on_gain(claim) else "lead_guarded"
        return self._texts(
            f"sensitivity.{key}",
            scenario=scenario,
            baseline=baseline,
            counts=self._texts.formats.listed(told),
            draws=len(claim.better),
            better=int(claim.better.sum()),
        )

    def _turning(self, claim: Claim, row: Turning) -> str:
        """The side of fewer draws first, then all others."""
        is_above = row.draws_above <= row.draws_below
        counts = [(row.counted_above, row.draws_above), (row.counted_below, row.draws_below)]
        sides = [self._side(claim, Side(side)) for side in (row.above, row.below)]
        (hits, inside), (hits_outside, outside) = counts if is_above else counts[::-1]
        there, elsewhere = sides if is_above else sides[::-1]
        return self._texts(
            "sensitivity.turns",
            condition=self._beyond(self._group[row.doubt], row.z, is_above=is_above),
            there=there,
            elsewhere=elsewhere,
            counted=self._side(claim, Side(row.counted)),
            hits=hits,
            inside=inside,
            hits_outside=hits_outside,
            outside=outside,
        )

    def _without_a_point(self, claim: Claim, named: Named) -> str:
        if is_settled(claim) and not may_turn(claim):
            return self._texts("sensitivity.settled")
        if not named.every:
            return self._texts("sensitivity.too_few", draws=len(claim.better))
        groups = [self._evidence.groups[at].title(self._lang) for at in named.every]
        listed = self._texts.formats.listed(groups)
        return self._texts("sensitivity.turns_never", groups=listed)

    def _side(self, claim: Claim, side: Side) -> str:
        """What holds on a side, in the words of what is counted where it rose or fell."""
        if side in _WAYS:
            return claim_in(self._texts, claim.output.indicator, _WAYS[side] * (claim.side or 1.0))
        return self._texts(f"sensitivity.side.{side}")

    # -------------------------------------------------------------- values of groups

    def _beyond(self, group: Group, z: float, *, is_above: bool) -> str:
        """That a group is above or below a value: of its number, or of many by their order."""
        way = "above" if is_above else "below"
        told = {"group": group.title(self._lang), "value": self._value(group, z)}
        if group.numbers == 1:
            return self._texts(f"sensitivity.{way}.one", **told)
        at = list(self._group).index(group.name)
        above = float((self._evidence.z[:, at] > z).mean())
        told |= {
            "n": self._texts.formats.number(20 * (above if is_above else 1 - above)),
            "number": group.short_number,
            "middle": self._value(group, 0.0),
        }
        return self._texts(f"sensitivity.{way}.many", **told)

    def _value(self, group: Group, z: float) -> str:
        value, formats = group.value_at(z), self._texts.formats
        if group.is_percentage:
            return formats.percent(value, 1)
        decimals = (
            0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
        )
        return formats.number(value, 0 if round(value, decimals) == round(value) else decimals)

    # -------------------------------------------------------------- two together

    def pairs(self) -> Iterator[str]:
        """Boxes in words."""
        claims = {_key(claim.output): claim for claim, _ in self._claims()}
        for pair in self._found.pairs:
            if (claim := claims.get(_key(pair))) is not None:
                yield self._pair(pair, claim)

    def _pair(self, pair: Pair, claim: Claim) -> str:
        conditions = [line for bounds in pair.bounds for line in self._bounds(bounds)]
        told = conditions[0]
        for other in conditions[1:]:
            told = self._texts("sensitivity.and", condition=told, other=other)
        scenario, baseline = names_of(claim.output, self._evidence.manifest, self._labels)
        counts = ("hits", "inside", "hits_outside", "outside")
        side = Side(pair.wanted)
        gain = self._side(claim, Side.GAIN)
        wanted = gain if side == Side.GAIN else self._texts(f"sensitivity.side.{side}", gain=gain)
        return self._texts(
            "sensitivity.pair",
            scenario=scenario,
            baseline=baseline,
            wanted=wanted,
            conditions=told,
            **{name: getattr(pair, name) for name in counts},
        )

    def _bounds(self, bounds: Bounds) -> Iterator[str]:
        group = self._group[bounds.doubt]
        if bounds.z_low is not None:
            yield self._beyond(group, bounds.z_low, is_above=True)
        if bounds.z_high is not None:
            yield self._beyond(group, bounds.z_high, is_above=False)


def _key(item: Output | Turning | Pair) -> tuple[str, str, str]:
    return item.look, item.scenario, item.indicator
