"""STRESS-DES, items 1 to 3: what the model is for, how it works, and what it stands on."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import visible
from ..indicators.definitions import HEADLINES
from ..indicators.naming import name_in
from ..report.notes import DASHES
from ..telling.sources import STATUSES
from .view import Line, View

_MAP = "figures/map."
_PAGE = "report.html"

# ------------------------------------------------------------------ objectives


def purpose(view: View) -> Iterator[Line]:
    """Item 1.1."""
    question = view.manifest.question
    yield view.told("stress.purpose.text", region=view.labels.scenario(view.labels.baseline))
    if question:
        asked = visible(question.in_language(view.texts.lang))
        yield view.told("stress.purpose.question", question=asked)
    else:
        yield view.gap("stress.purpose.none")


def outputs(view: View) -> Iterator[Line]:
    """Item 1.2."""
    names = view.listed([name_in(view.texts, name) for name in HEADLINES])
    yield view.told("stress.outputs.text", outcomes=names)
    yield view.told("stress.outputs.never")


def aims(view: View) -> Iterator[Line]:
    """Item 1.3."""
    manifest, labels = view.manifest, view.labels
    back = manifest.look_back
    others = [name for name in manifest.scenarios if name != manifest.baseline]
    baseline = labels.scenario(manifest.baseline)
    if not others:
        yield view.told("stress.aims.alone", baseline=baseline)
        return
    titles = view.listed([labels.scenario(name) for name in others])
    yield view.told("stress.aims.compared", others=titles, baseline=baseline)
    if back:
        titles = view.listed([labels.scenario(name) for name in back.scenarios])
        period = labels.period(back.period)
        yield view.told("stress.aims.back", others=titles, period=period)
    if manifest.matters:
        spec = [f"{name_in(view.texts, name)} {size}" for name, size in manifest.matters.items()]
        yield view.told("stress.aims.matters", matters=view.listed(spec))


# ------------------------------------------------------------------ logic


def diagram(view: View) -> Iterator[Line]:
    """Item 2.1."""
    if any(name.startswith(_MAP) for name in view.manifest.pages):
        yield view.told("stress.diagram.text", page=_PAGE)
    else:
        yield view.gap("stress.diagram.none", scenario=view.manifest.baseline)


def base_logic(view: View) -> Iterator[Line]:
    """Item 2.2."""
    yield view.told("stress.base_logic.text")


def scenario_logic(view: View) -> Iterator[Line]:
    """Item 2.3."""
    for name, note in view.manifest.scenario.items():
        title = visible(view.labels.scenario(name))
        explained = note.explained.nl if view.lang == "nl" else note.explained.en
        if explained:
            points = (sentence.lstrip("".join(DASHES)) for sentence in explained)
            yield view.points(view.texts("stress.scenario_logic.text", title=title), points)
        elif name == view.manifest.baseline:
            yield view.told("stress.scenario_logic.baseline", title=title)
        else:
            yield view.gap("stress.scenario_logic.none", title=title)


def algorithms(view: View) -> Iterator[Line]:
    """Item 2.4."""
    yield view.told("stress.algorithms.text")


def components(view: View) -> Iterator[Line]:
    """Item 2.5."""
    manifest, labels = view.manifest, view.labels
    inside = sum(not note.outside for note in manifest.gemeenten.values())
    needs = view.listed([labels.need(name) for name in manifest.needs])
    yield view.told("stress.components.entities", needs=needs, gemeenten=view.count(inside))
    stations = view.listed([labels.station(name) for name in manifest.stations])
    yield view.told("stress.components.activities", stations=stations)
    pools = manifest.pools.values()
    yield view.told(
        "stress.components.resources",
        pools=view.count(len(pools)),
        limited=view.count(sum(pool.limited for pool in pools)),
        staff=view.count(sum(pool.staff for pool in pools)),
    )
    yield view.told("stress.components.queues")
    yield view.told("stress.components.ends")


# ------------------------------------------------------------------ data


def data_sources(view: View) -> Iterator[Line]:
    """Item 3.1."""
    notes = view.manifest.sources.values()
    if not notes:
        yield view.gap("stress.data_sources.none")
        return
    titles = [f"{note.title} ({note.year})" if note.year else note.title for note in notes]
    yield view.points(view.texts("stress.data_sources.text"), titles)
    without = [visible(note.title) for note in notes if not note.address]
    if without:
        yield view.gap("stress.data_sources.no_address", sources="; ".join(without))


def pre_processing(view: View) -> Iterator[Line]:
    """Item 3.2."""
    yield view.told("stress.pre_processing.text")
    if not view.numbers:
        yield view.gap("stress.pre_processing.unknown")
        return
    derived = [item for item in view.numbers if item.status == "derived"]
    bare = sum(item.number.note is None for item in derived)
    if bare:
        yield view.gap(
            "stress.pre_processing.bare", bare=view.count(bare), derived=view.count(len(derived))
        )


def parameters(view: View) -> Iterator[Line]:
    """Item 3.3."""
    manifest, texts = view.manifest, view.texts
    counts = manifest.scenario[manifest.baseline].numbers
    spec = [f"{view.count(counts[status])} {texts(f'export.status.{status}')}"
            for status in STATUSES if counts.get(status)]  # fmt: skip
    baseline = view.labels.scenario(manifest.baseline)
    if spec:
        yield view.told("stress.parameters.text", scenario=baseline, counts=view.listed(spec))
    yield view.told("stress.parameters.all", scenario=manifest.baseline)
    if manifest.draws is None:
        yield view.gap("stress.parameters.no_draws")
        return
    numbers, groups = view.count(manifest.draws.numbers), view.count(manifest.draws.groups)
    yield view.told("stress.parameters.draws", numbers=numbers, groups=groups)


def assumptions(view: View) -> Iterator[Line]:
    """Item 3.4."""
    lost = [view.labels.scenario(name) for name in view.material.lost_scenarios]
    if view.numbers:
        yield view.told("stress.assumptions.text", assumed=view.count(len(view.assumed)))
    if lost:
        yield view.gap("stress.assumptions.lost", scenarios=view.listed(lost))
    unknown = sum(item.status == "none" for item in view.assumed)
    if unknown:
        yield view.gap("stress.assumptions.no_source", n=view.count(unknown))
    no_range = sum(not item.number.has_range for item in view.assumed)
    if no_range:
        yield view.gap("stress.assumptions.no_range", n=view.count(no_range))
    untested = [name for name, note in view.manifest.stations.items() if not note.tested]
    if untested:
        stations = view.listed([view.labels.short_station(name) for name in untested])
        yield view.gap("stress.assumptions.untested", stations=stations)
