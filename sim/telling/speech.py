"""A speaker of one language: names, numbers, dates and changes in time as people say them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..in_force import InForce
from ..scenario.schema import SELECTORS, Change, Number, Scenario, Selected, Text
from ..texts.format import DUTCH, ENGLISH, MINUS, Formats
from .phrases import EN, NL


def is_ramp(number: Number) -> bool:
    """Whether a number changes day by day."""
    return number.shape == "ramp" and len(number.dates) > 1


@dataclass(frozen=True)
class Speaker:
    """Says things about one scenario in Dutch (nl) or English (en).

    `files` tells the names of files and interventions too, for who has the files at hand.
    """

    scenario: Scenario
    lang: str
    files: bool = True

    @property
    def formats(self) -> Formats:
        """How this language writes numbers and dates."""
        return DUTCH if self.lang == "nl" else ENGLISH

    @property
    def _phrases(self) -> Mapping[str, str]:
        return NL if self.lang == "nl" else EN

    @cached_property
    def in_force(self) -> InForce:
        """What is in force in this scenario."""
        return InForce(self.scenario)

    def has(self, key: str) -> bool:
        """Whether there is such a phrase."""
        return key in self._phrases

    def say(self, key: str, **named: object) -> str:
        """A phrase with its named values filled in."""
        return self._phrases[key].format(**named)

    def text(self, spec: Text | None, name: str) -> str:
        """A title in this language, else the name itself."""
        return (spec.in_language(self.lang) if spec is not None else "") or name

    def which(self, block: str) -> str:
        """Which block is meant, behind its title."""
        return self.say("block.which", name=block) if self.files else ""

    def other(self, scenario: Scenario) -> str:
        """Another scenario, in few words."""
        return scenario.name if self.files else self.text(scenario.title, scenario.name)

    def station(self, name: str) -> str:
        """A station, or where a route leads that is no station, as people call it."""
        if self.has(f"to.{name}"):
            return self.say(f"to.{name}")
        station = self.scenario.stations.get(name)
        return self.text(station.title if station else None, name)

    def pool(self, name: str) -> str:
        """A pool as people call it; without a title it is called after the station it is for."""
        pool = self.scenario.pools.get(name)
        return self.text(pool.title if pool else None, "") or self.station(name)

    def need(self, name: str) -> str:
        """A need as people call it."""
        need = self.scenario.needs.get(name)
        return self.text(need.title if need else None, name)

    def needs_of(self, product_groups: Iterable[str]) -> list[str]:
        """The needs of product groups, which have no title of their own, as people call them."""
        chosen = set(product_groups)
        needs = self.scenario.needs.items()
        return [self.need(name) for name, need in needs if need.product_group in chosen]

    def referrer(self, name: str) -> str:
        """A referrer as people call them."""
        return self._known("referrer", name)

    def payer(self, name: str) -> str:
        """Who pays, as people call them."""
        return self._known("payer", name)

    def _known(self, kind: str, name: str) -> str:
        """The word for a name that has no title in the files; other names in plain letters."""
        key = f"{kind}.{name}"
        return self.say(key) if self.has(key) else name.replace("_", " ")

    def arrivals(self, names: Iterable[str]) -> str:
        """Streams by need and the station where they enter, and by referrer where others do too."""
        streams, chosen = self.scenario.arrivals, set(names)
        others = {(item.need, item.enters) for name, item in streams.items() if name not in chosen}
        needs: dict[tuple[str, str], list[str]] = {}
        for item in (streams[name] for name in streams if name in chosen):
            via = item.referrer if (item.need, item.enters) in others else ""
            needs.setdefault((item.enters, via), []).append(self.need(item.need))
        return "; ".join(self._stream(*where, of_them) for where, of_them in needs.items())

    def _stream(self, enters: str, via: str, needs: list[str]) -> str:
        return self.say(
            "inflow.part.via" if via else "inflow.part",
            needs=self.listed(list(dict.fromkeys(needs))),
            station=self.station(enters),
            referrer=self.referrer(via),
        )

    def euros(self, value: float) -> str:
        """An amount of money in full, with cents where it has any."""
        rounded = round(value, 2)
        shown = self.formats.number(abs(rounded), 0 if rounded == int(rounded) else 2)
        sign = MINUS if rounded < 0 else ""
        return sign + self.formats.euro.replace("\N{NO-BREAK SPACE}", " ") + shown

    def number(self, value: float, *, is_share: bool = False, signed: bool = False) -> str:
        """A number with as many decimals as it has, three at most; shares in percent.

        What is added to a share is said in points.
        """
        if not is_share:
            return self._trimmed(value, 3, signed)
        percent = self._trimmed(100 * value, 1 if abs(value) >= 0.1 else 2, signed)
        return self.say("points", value=percent) if signed else percent + "%"

    def _trimmed(self, value: float, most: int, signed: bool) -> str:
        shown = round(value, most)
        decimals = next(n for n in range(most + 1) if round(shown, n) == shown)
        return self.formats.number(shown, decimals, signed=signed)

    def date(self, date: dt.date) -> str:
        """A date in words, with plain spaces."""
        return self.formats.date(date).replace("\N{NO-BREAK SPACE}", " ")

    def said_number(self, number: Number, *, is_share: bool = False) -> str:
        """A number or path as a value in a sentence."""
        if not number.dates:
            return self.number(number.first, is_share=is_share)
        return self.path(number, is_share=is_share)

    def path(self, number: Number, *, is_share: bool = False, signed: bool = False) -> str:
        """A dated path: steps one by one, a ramp as what it runs between."""
        key = "ramp" if is_ramp(number) else "from"
        said = {
            date: self.number(value, is_share=is_share, signed=signed)
            for date, value in (number.path or {}).items()
        }
        points = [
            self.say(key, value=said.get(date, self.say("present")), date=self.date(date))
            for date in number.dates
        ]
        if key == "ramp":
            rest = self.say("then").join(points[1:])
            return self.say("ramp.then", first=points[0], rest=rest)
        return self.say("then").join(points)

    def values(self, spec: Selected, change: Change, *, is_share: bool) -> str:
        """What a change sets, multiplies by or adds, and when."""
        signed = change.operation in ("add", "add_per_1000_youth")
        as_share = is_share and change.operation != "factor"
        number = change.number
        if number.dates:
            spoken = self.path(number, is_share=as_share, signed=signed)
        else:
            value = self.number(number.first, is_share=as_share, signed=signed)
            begin = spec.begin or self.scenario.period.start
            spoken = self.say("from", value=value, date=self.date(begin))
        return spoken + self.until(spec)

    def when(self, spec: Selected) -> str:
        """From when and until when something holds that is no number."""
        begin = spec.begin
        spoken = (
            self.say("always") if begin is None else self.say("only_from", date=self.date(begin))
        )
        return spoken + self.until(spec)

    def until(self, spec: Selected) -> str:
        """The end of an intervention, where it has one."""
        return "" if spec.until is None else self.say("until", date=self.date(spec.until))

    def listed(self, words: list[str]) -> str:
        """Words as a list: a, b and c."""
        return self.formats.listed(words)

    def only(self, spec: Selected) -> str:
        """Whom an intervention concerns, when not everybody."""
        parts = []
        for field in SELECTORS:
            chosen = getattr(spec, field)
            if chosen is not None:
                parts.append(self._chosen(field, chosen))
        return self.say("only", who=", ".join(parts)) if parts else ""

    def _chosen(self, field: str, chosen: Iterable[str]) -> str:
        match field:
            case "needs":
                return self.say("only.needs", names=self.listed(list(map(self.need, chosen))))
            case "product_groups":
                return self.say("only.needs", names=self.listed(self.needs_of(chosen)))
            case "referrers":
                names = [self.referrer(item) for item in chosen]
                return self.say("only.referrers", names=self.listed(names))
            case _:
                return self.say(f"only.{field}", names=self.listed(list(chosen)))
