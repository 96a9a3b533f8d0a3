"""What codes of a registration mean: stations and needs, gemeenten, referrers, reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..errors import InputError, Place, Problem
from ..results.small_cells import FEW
from ..scenario.wording import suggestion
from .cells import Ints, Words
from .codes import (
    CBS_REASONS,
    JW_REASONS,
    OWN_DECISION,
    REFERRERS,
    STAYS_OF_CBS,
    UNKNOWN_REFERRER,
    UNSAID,
)
from .columns import Kind
from .faults import Fault, Faults
from .mapping import Mapping, Meaning
from .reading import Extract, common_codes
from .region import Region

NO_NEED = "registered"
"""The need of everybody where neither the registration nor the mapping tells of needs."""
_GEMEENTE_DIGITS = 4


@dataclass(frozen=True)
class Meanings:
    """Codes of a registration in the words of the model."""

    mapping: Mapping
    region: Region | None

    def of_product(self, code: str) -> Meaning | None:
        """The station and need of a product, category or form; None where it is not known."""
        for key, meaning in self.mapping.products.items():
            if key == code or (key.isdigit() and key.lstrip("0") == code.lstrip("0")):
                return meaning
        if self.region is not None and code in self.region.stations:
            return Meaning(station=code)
        return None

    def away(self, code: str, meaning: Meaning) -> bool:
        """Whether a child of this product sleeps there."""
        if meaning.away_from_home is not None:
            return meaning.away_from_home
        if self.region is not None and meaning.station in self.region.stations:
            return meaning.station in self.region.away
        return code in STAYS_OF_CBS

    def gemeenten(self, written: Words) -> Words:
        """The gemeente of each code or name; "" where it is none that is known."""
        numbers, names = pd.factorize(written, use_na_sentinel=False)
        counts = np.bincount(numbers, minlength=len(names))
        pairs = zip(map(str, names), counts, strict=True)
        known = [self._gemeente(name, int(count)) for name, count in pairs]
        return _taken(known, numbers)

    def _gemeente(self, written: str, count: int) -> str:
        codes = {key.zfill(_GEMEENTE_DIGITS): name for key, name in self.mapping.gemeenten.items()}
        name = codes.get(written.zfill(_GEMEENTE_DIGITS), written)
        if self.region is not None and self.region.gemeenten:
            return self.region.gemeente(name) or ""
        # Without a region a name is believed where many have it: others may be a cell astray.
        return name if count >= FEW and not name.isdigit() else ""

    @property
    def own_decision(self) -> str:
        """The referrer where the gemeente decided without being asked by a provider."""
        return self.mapping.referrers.get(OWN_DECISION, REFERRERS[OWN_DECISION])

    def referrers(self, written: Words) -> Words:
        """The referrer of each code or name; "" where it is none that is known."""
        own = {key.zfill(2): name for key, name in self.mapping.referrers.items()}
        by_code = {**REFERRERS, "": UNKNOWN_REFERRER, **own}
        names = set(by_code.values())
        return _each(written, lambda code: by_code.get(code, code if code in names else ""))


def with_stations(extract: Extract, meanings: Meanings, faults: Faults) -> pd.DataFrame:
    """Rows with `station`, `need` and `away`; raises InputError for products not mapped."""
    rows = extract.rows
    written = _product_of(rows)
    numbers, codes = pd.factorize(written, use_na_sentinel=False)
    found = [meanings.of_product(str(code)) for code in codes]
    left_out = np.isin(written, list(meanings.mapping.left_out))
    unknown = np.array([item is None for item in found], dtype=bool)[numbers] & ~left_out
    _refuse_unknown(extract, Counter(str(code) for code in written[unknown]))
    faults.note(extract.file, Fault.RARE_PRODUCT, rows["row"][unknown])
    faults.note(extract.file, Fault.LEFT_OUT, rows["row"][left_out])
    known = [item if item is not None else Meaning(station="") for item in found]
    pairs = list(zip(map(str, codes), known, strict=True))
    needs = _taken([item.need or NO_NEED for item in known], numbers)
    result = rows.assign(
        station=_taken([item.station for item in known], numbers),
        need=_needs(rows, needs, meanings),
        away=np.array([meanings.away(code, item) for code, item in pairs], dtype=bool)[numbers],
    )
    return result[~unknown & ~left_out].reset_index(drop=True)


def _product_of(rows: pd.DataFrame) -> Words:
    """The code that tells most: the product, else the form, else the category."""
    result = np.full(len(rows), "", dtype=object)
    for name in ("category", "form", "product"):
        if name in rows:
            result = np.where(rows[name] != "", rows[name], result)
    return result


def _needs(rows: pd.DataFrame, of_product: Words, meanings: Meanings) -> Words:
    if "need" not in rows:
        return of_product
    own = meanings.mapping.needs
    known = set(own.values()) | (set(meanings.region.needs) if meanings.region else set())
    told = _each(rows["need"].to_numpy(), lambda name: own.get(name, name if name in known else ""))
    return np.where(told != "", told, of_product)


def _refuse_unknown(extract: Extract, codes: Counter[str]) -> None:
    """Products that ten rows or more have must be mapped, or left out on purpose."""
    shown, others = common_codes(Counter({c: n for c, n in codes.items() if n >= FEW}))
    if not shown and not others:
        return
    lines = "\n".join(f'  "{code}": {{station: , need: }}' for code in shown)
    more = f"\n  and {others} that do not look like codes" if others else ""
    rule = f"has {len(shown) + others} products or forms that are not mapped"
    way_out = "add them to `products` of --mapping, or to `left_out`"
    told = Problem(rule, way_out, place=Place(extract.file))
    raise InputError(f"{told}:\nproducts:\n{lines}{more}")


def refuse_strangers(meanings: Meanings) -> None:
    """Raise InputError where the mapping names what the region has not."""
    region = meanings.region
    if region is None:
        return
    for code, meaning in meanings.mapping.products.items():
        _refuse_stranger(f"products.{code}.station", meaning.station, region.stations)
        if meaning.need is not None:
            _refuse_stranger(f"products.{code}.need", meaning.need, region.needs)
    for code, name in meanings.mapping.gemeenten.items():
        if region.gemeenten:
            _refuse_stranger(f"gemeenten.{code}", name, region.gemeenten)


def _refuse_stranger(key: str, name: str, known: tuple[str, ...]) -> None:
    if name not in known:
        rule = "is in the mapping, and the region has no such thing"
        told = Problem(rule, suggestion(name, known), keys=tuple(key.split(".")), value=name)
        raise InputError(str(told))


def reasons(kind: Kind, written: Words) -> Words:
    """How care ended; None in the array where the code is none that is known."""
    codes = CBS_REASONS if kind is Kind.CBS else {**CBS_REASONS, **JW_REASONS}
    if kind is Kind.JW307:
        codes = JW_REASONS
    return _each(written, lambda code: codes.get(code) if code else UNSAID)


def _each(written: Words, meaning: Callable[[str], str | None]) -> Words:
    numbers, texts = pd.factorize(written, use_na_sentinel=False)
    return _taken([meaning(str(text)) for text in texts], numbers)


def _taken(values: list[str] | list[str | None], numbers: Ints) -> Words:
    return np.array(values, dtype=object)[numbers] if values else np.zeros(0, dtype=object)
