"""The sheets of a spreadsheet: what to read first, the summary, all rows, and the assumptions."""

from __future__ import annotations

from collections.abc import Iterator

from ..figures.results import Row
from ..report.notes import read_first, small_print, stories, trial_reasons
from ..results.scenario_note import BlockNote
from ..texts import Texts, capital
from .format import Source
from .sheets import Cell, Sheet, columns
from .told import Told


def sheets_of(source: Source) -> tuple[Sheet, ...]:
    """All sheets of a results folder in one language, in the order in which they are read."""
    told = Told.of(source)
    if told.results.rows:
        middle = (_summary(told), _comparison(told))
    else:
        middle = (_levels(told, totals=True), _levels(told, totals=False))
    return (_first(told), *middle, _assumptions(told))


# ------------------------------------------------------------------ what to read first


def _first(told: Told) -> Sheet:
    texts = told.labels.texts
    spec = ((texts("export.subject"), 28), (texts("export.text"), 110))
    return Sheet(texts("export.sheet.first"), columns(spec), tuple(_first_rows(told)), is_text=True)


def _first_rows(told: Told) -> Iterator[tuple[Cell, ...]]:
    results, labels, texts = told.results, told.labels, told.labels.texts
    manifest = results.manifest
    question = manifest.question.in_language(texts.lang) if manifest.question else ""
    yield texts("export.about"), question or labels.scenario(results.baseline)
    trial = trial_reasons(manifest, labels)
    if trial:
        yield texts("trial.mark"), trial
    for line in read_first(results, labels):
        yield texts("first.heading"), line
    yield texts("first.heading"), texts("export.left_out")
    yield from small_print(manifest, labels)


# ------------------------------------------------------------------ the comparison


_CELL_WIDTHS = (("outcome", 52), ("place", 32), ("gemeente", 18), ("need", 24), ("period", 16),
                ("unit", 18))  # fmt: skip


def _where(texts: Texts) -> tuple[tuple[str, int], ...]:
    return tuple((texts(f"export.{name}"), width) for name, width in _CELL_WIDTHS)


def _summary(told: Told) -> Sheet:
    """The main outcomes of each scenario."""
    rows = [row for row in told.compared() if row.headline]
    return _compared(told, told.labels.texts("export.sheet.summary"), rows)


def _comparison(told: Told) -> Sheet:
    return _compared(told, told.labels.texts("export.sheet.comparison"), list(told.compared()))


def _compared(told: Told, name: str, rows: list[Row]) -> Sheet:
    texts = told.labels.texts
    spec = (
        (texts("cost.scenario"), 34), (texts("export.compared_with"), 30), *_where(texts),
        (texts("export.before"), 16), (texts("export.after"), 16), (texts("export.difference"), 14),
        (texts("export.low"), 12), (texts("export.high"), 12), (texts("table.verdict"), 44),
        (texts("export.remark"), 34), (texts("export.code"), 30),
    )  # fmt: skip
    return Sheet(name, columns(spec), tuple(_compared_row(told, row) for row in rows))


def _compared_row(told: Told, row: Row) -> tuple[Cell, ...]:
    values = (row.baseline_mean, row.scenario_mean, row.difference, row.low, row.high)
    labels = told.labels
    is_back = row.look == "back"
    scenario = labels.looking_back(row.scenario) if is_back else labels.scenario(row.scenario)
    return (
        scenario,
        labels.scenario(row.baseline),
        *told.where(row),
        *(told.amount(row, value) for value in values),
        capital(told.teller.verdict(row)),
        told.why_untold(row),
        row.indicator,
    )


# ------------------------------------------------------------------ a scenario alone


def _levels(told: Told, *, totals: bool) -> Sheet:
    """What there is without a comparison: in total over the main period, or all rows."""
    texts, period = told.labels.texts, told.results.period("ahead")
    spec = (
        *_where(texts), (texts("table.value"), 14), (texts("export.least"), 16),
        (texts("export.most"), 16), (texts("export.remark"), 34), (texts("export.code"), 30),
    )  # fmt: skip
    rows = tuple(
        (*told.where(item), told.amount(item, item.mean), *told.range_of(item),
         told.why_untold(item), item.indicator)
        for item in told.levels()
        if not totals or (item.is_total and item.period == period)
    )  # fmt: skip
    name = "summary" if totals else "outcomes"
    return Sheet(texts(f"export.sheet.{name}"), columns(spec), rows)


# ------------------------------------------------------------------ what it stands on


def _assumptions(told: Told) -> Sheet:
    texts = told.labels.texts
    spec = (
        (texts("cost.scenario"), 34), (texts("export.subject"), 28), (texts("export.text"), 90),
        (texts("export.number"), 12), (texts("export.from"), 50),
    )  # fmt: skip
    rows = (*_numbers(told), *_blocks(told), *_changes(told), *_waits(told), *_sources(told))
    return Sheet(texts("export.sheet.assumptions"), columns(spec), rows)


def _scenarios(told: Told) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*told.results.ahead, *told.results.back)))


def _numbers(told: Told) -> Iterator[tuple[Cell, ...]]:
    """How many numbers of each scenario have which status."""
    labels, texts = told.labels, told.labels.texts
    for name in _scenarios(told):
        for status, count in told.results.manifest.scenario[name].numbers.items():
            word = texts(f"export.status.{status}")
            yield labels.scenario(name), texts("export.numbers"), word, count, None


def _blocks(told: Told) -> Iterator[tuple[Cell, ...]]:
    """The blocks of each scenario, and whether their effect was put in."""
    labels, texts = told.labels, told.labels.texts
    for name in _scenarios(told):
        for block in told.results.manifest.scenario[name].blocks:
            text = texts(
                "scenarios.block",
                title=labels.block(block.name, block.title),
                effect=texts(f"effect.{block.effect}"),
            )
            expects = block.expects.in_language(texts.lang) if block.expects else ""
            text = f"{text} {capital(expects)}." if expects else text
            yield labels.scenario(name), texts("export.block"), text, None, _from(told, block)


def _from(told: Told, block: BlockNote) -> str | None:
    """The document of a block, with its section."""
    if not block.source:
        return None
    document = told.results.manifest.sources.get(block.source)
    source = document.title if document else block.source
    if block.section:
        return told.labels.texts("scenarios.section", source=source, section=block.section)
    return source


def _changes(told: Told) -> Iterator[tuple[Cell, ...]]:
    """What each scenario changes, in sentences."""
    for story in stories(told.results, told.labels):
        for line in story.lines:
            for text in (line.text, *line.points):
                yield story.title, told.labels.texts("export.changes"), text, None, None


def _waits(told: Told) -> Iterator[tuple[Cell, ...]]:
    """How well the wait of each station is known."""
    labels, texts = told.labels, told.labels.texts
    for name, note in told.results.manifest.stations.items():
        text = f"{labels.station(name)}: {texts(f'evidence.{note.evidence}')}"
        yield texts("export.all_scenarios"), texts("wait.evidence"), text, None, None


def _sources(told: Told) -> Iterator[tuple[Cell, ...]]:
    """The documents that numbers come from."""
    texts = told.labels.texts
    for note in told.results.manifest.sources.values():
        text = f"{note.title} ({note.year})" if note.year else note.title
        yield texts("export.all_scenarios"), texts("export.source"), text, None, note.address
