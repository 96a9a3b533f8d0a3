"""The smallest random network that still shows a fault: what is not needed for it is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

from sim.errors import ScenarioError

from .random_networks import RandomNetwork, Sections, identities, played
from .random_networks.idle import left_out

Fault = Callable[[RandomNetwork], bool]
Trial = Callable[[RandomNetwork], RandomNetwork | None]
Keys = tuple[Any, ...]

NAMED = ("stations", "pools", "gemeenten", "needs")
KEPT = ("doorstroom", "title", "period", "begin")
NEEDED = (*KEPT, "gemeenten", "needs", "arrivals", "stations")
GOES_WITH = {"escalates_to": "escalates_per_week", "relocate_to": "closing"}
UNREACHED = re.compile(r"stations\.(\w+): nobody reaches")


def reduced(made: RandomNetwork, fault: Fault, *, most: int = 3000) -> RandomNetwork:
    """A network with the fault from which nothing more can be left out, after `most` trials."""
    trials = iter(range(most))

    def tried(candidate: RandomNetwork) -> RandomNetwork | None:
        """The candidate, without what nobody reaches or does nothing, if it has the fault still."""
        while next(trials, None) is not None:
            try:
                return candidate if fault(candidate) else None
            except ScenarioError as error:
                unreached = UNREACHED.findall(str(error))
                if unreached:
                    candidate = _without_stations(candidate, unreached)
                    continue
                candidate = deepcopy(candidate)
                if not left_out(candidate, error.problems):
                    return None
        return None

    while True:
        smaller = _smaller_file(_fewer_clients(_plainer(made, tried), tried), tried)
        if smaller == made:
            return made
        made = smaller


def _plainer(made: RandomNetwork, tried: Trial) -> RandomNetwork:
    """The same with an empty start, all rows with a rest, at full size and at any hour."""
    for changes in (
        {"sections": {**made.sections, "begin": "empty"}},
        {"sections": _with_rests(made.sections)},
        {"scale": 1.0},
        {"by_whole_days": False},
    ):
        candidate = replace(made, **changes)
        if candidate != made:
            made = tried(candidate) or made
    return made


def _smaller_file(made: RandomNetwork, tried: Trial) -> RandomNetwork:
    made = _with_less_above(made, tried)
    for smaller in (_without_names, _without_parts, _with_plain_numbers):
        at = 0
        while at < len(candidates := list(smaller(made.sections))):
            result = tried(replace(made, sections=candidates[at]))
            made, at = (made, at + 1) if result is None else (result, at)
    return made


def _with_less_above(made: RandomNetwork, tried: Trial) -> RandomNetwork:
    """Without the layer above, or without what can be left out of the blocks that it uses."""
    if made.extension is None:
        return made
    alone = tried(replace(made, extension=None, blocks={}))
    if alone is not None:
        return alone
    for use in made.extension["uses"]:
        made = tried(_without_use(made, use)) or made
    for name, block in made.blocks.items():
        for spec in block["interventions"]:
            kept = [item for item in made.blocks[name]["interventions"] if item != spec]
            blocks = {**made.blocks, name: {**block, "interventions": kept}}
            made = tried(replace(made, blocks=blocks)) or made
    return made


def _without_use(made: RandomNetwork, use: str | Sections) -> RandomNetwork:
    assert made.extension is not None
    uses = [item for item in made.extension["uses"] if item != use]
    named = {item if isinstance(item, str) else next(iter(item)) for item in uses}
    blocks = {name: spec for name, spec in made.blocks.items() if name in named}
    return replace(made, extension={**made.extension, "uses": uses}, blocks=blocks)


def _fewer_clients(made: RandomNetwork, tried: Trial) -> RandomNetwork:
    """Without half of the clients, a quarter and so on, as long as the fault stays."""
    come = played(made)
    only = tuple(identities(come.network, come.cohort.clients))
    size = len(only)
    while size >= 1:
        at = 0
        while at < len(only):
            result = tried(replace(made, only=only[:at] + only[at + size :]))
            made, only, at = (
                (made, only, at + size) if result is None else (result, result.only or (), at)
            )
        size //= 2
    return made


# ------------------------------------------------------------------ smaller files


def _with_rests(spec: Any, key: Any = None) -> Any:
    """Rows of routes with `rest: out`, so that any destination may be left out of them."""
    if not isinstance(spec, dict):
        return spec
    shares = [item for item in spec.values() if not isinstance(item, dict)]
    if "out" in spec and key != "share" and len(shares) == len(spec) and "rest" not in spec:
        return {**{name: item for name, item in spec.items() if name != "out"}, "rest": "out"}
    return {name: _with_rests(item, name) for name, item in spec.items()}


def _without_stations(made: RandomNetwork, names: list[str]) -> RandomNetwork:
    sections = made.sections
    for name in names:
        sections = _without_name(sections, name)
    return replace(made, sections=sections)


def _without_names(sections: Sections) -> Iterator[Sections]:
    """Without one station, pool, gemeente or need, and all that names it."""
    for section in NAMED:
        for name in sections.get(section, {}):
            yield _without_name(sections, name)


def _without_name(spec: Any, name: str) -> Any:
    if isinstance(spec, list):
        return [_without_name(item, name) for item in spec if not _is_about(item, name)]
    if not isinstance(spec, dict):
        return spec
    needless = {GOES_WITH.get(key) for key, item in spec.items() if item == name}
    return {
        key: _without_name(item, name)
        for key, item in spec.items()
        if name not in (key, item) and key not in needless and not _is_about(item, name)
    }


def _is_about(spec: Any, name: str) -> bool:
    """Whether an arrival, second, intervention or list makes no sense without this name."""
    if isinstance(spec, list):
        return spec != [] and all(_is_about(item, name) for item in spec)
    about = ("enters", "need", "station", "pool", "from", "to", "moves_to_pool")
    is_dict = isinstance(spec, dict)
    return spec == name or (is_dict and any(spec.get(key) == name for key in about))


def _without_parts(sections: Sections) -> Iterator[Sections]:
    """Without one key or item, large parts first."""
    for keys in sorted(_keys_of(sections), key=len):
        if keys[0] not in NEEDED or (len(keys) > 1 and keys[0] not in KEPT):
            copy = deepcopy(sections)
            del _at(copy, keys[:-1])[keys[-1]]
            yield copy


def _with_plain_numbers(sections: Sections) -> Iterator[Sections]:
    """With one path or rows replaced by a value of it, or one number by a plainer one."""
    for keys in _keys_of(sections):
        if keys[0] in KEPT:
            continue
        for value in _plainer_values(_at(sections, keys)):
            copy = deepcopy(sections)
            _at(copy, keys[:-1])[keys[-1]] = value
            yield copy


def _plainer_values(spec: Any) -> Iterator[Any]:
    if isinstance(spec, dict) and isinstance(spec.get("path"), dict):
        yield from (*spec["path"].values(), spec["path"])
    elif isinstance(spec, dict) and isinstance(spec.get("default"), dict):
        yield spec["default"]
    elif isinstance(spec, float) and spec not in (0.5, 1.0):
        yield from (1, 0.5)


def _keys_of(spec: Any, here: Keys = ()) -> Iterator[Keys]:
    keys = spec if isinstance(spec, dict) else range(len(spec)) if isinstance(spec, list) else ()
    for key in keys:
        yield (*here, key)
        yield from _keys_of(spec[key], (*here, key))


def _at(spec: Any, keys: Keys) -> Any:
    for key in keys:
        spec = spec[key]
    return spec
