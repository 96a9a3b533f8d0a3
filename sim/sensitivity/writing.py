"""What an analysis leaves behind: tables, sentences and a figure, in a folder of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import visible
from ..figures.labels import Labels, years_in
from ..results.folders import new_results, writable
from ..results.manifest import Manifest
from ..results.manifest_file import write_manifest
from ..results.store import write_short_csv
from ..texts import LANGUAGES, Language, texts_in
from .analysis import Analysis
from .findings import Bar, Part, Worth
from .pairs import Bounds, Pair
from .reading import LEVEL, Output
from .tipping import Turning
from .words import Told, sections

if TYPE_CHECKING:
    from ..figures.style import Picture
    from ..figures.tornado import Panel

WAIT, COST = "wait_first_help", "cost"
KIND = "sensitivity"


def write_analysis(found: Analysis, folder: Path) -> None:
    """All of it, whole or not at all; only a folder that was made so is replaced."""
    tables: tuple[tuple[str, type[Any], Sequence[Any]], ...] = (
        ("variance", Part, found.parts),
        ("tornado", Bar, found.bars),
        ("tipping", Turning, found.turnings),
        ("knowing", Worth, found.worths),
    )
    with new_results(folder) as fresh:
        for name, kind, rows in tables:
            write_rows(fresh, name, [item.name for item in fields(kind)], map(asdict, rows))
        write_rows(fresh, "boxes", _BOX_COLUMNS, map(_of_pair, found.pairs))
        for lang in LANGUAGES:
            _write_words(fresh, found, lang)
        write_manifest(fresh, manifest_of(found.evidence.manifest))


def manifest_of(manifest: Manifest) -> Manifest:
    """The manifest of the results, as that of what was made of them."""
    return manifest.model_copy(update={"kind": KIND, "outputs": {}, "pages": {}})


def write_rows(
    folder: Path, name: str, columns: Sequence[str], rows: Iterable[dict[str, Any]]
) -> None:
    """A table as csv."""
    import pandas as pd

    write_short_csv(folder, name, pd.DataFrame(list(rows), columns=list(columns)))


def _write_words(folder: Path, found: Analysis, lang: Language) -> None:
    with writable(folder):
        (folder / f"sensitivity.{lang}.md").write_text(
            "\n".join(lines_of(found, lang)) + "\n", encoding="utf-8"
        )
        picture = tornado(found, lang)
        if picture is not None:
            (folder / f"tornado.{lang}.svg").write_bytes(picture.svg)
            (folder / f"tornado.{lang}.png").write_bytes(picture.png)


def lines_of(found: Analysis, lang: Language, only: Collection[str] = ()) -> Iterator[str]:
    """Every sentence, or those of some indicators, under headings."""
    frame = Labels.of(found.evidence.manifest, texts_in(lang)).frame
    trial = f"{frame.trial}. " if frame.trial else ""
    yield visible(f"{trial}{frame.source}")
    yield ""
    yield from map(visible, Told(found, lang).opening())
    for section in sections(found, lang, only):
        yield from ("", f"## {section.heading}", "")
        yield from (f"- {visible(line)}" for line in section.lines)


# ------------------------------------------------------------------ rows

_BOUNDS = [item.name for item in fields(Bounds)]
_OTHERS = [f"other_{name}" for name in _BOUNDS]
_OF_PAIR = [item.name for item in fields(Pair) if item.name != "bounds"]
_BOX_COLUMNS = [*_OF_PAIR[:5], *_BOUNDS, *_OTHERS, *_OF_PAIR[5:]]


def _of_pair(pair: Pair) -> dict[str, Any]:
    """A box as one row, with columns for two groups."""
    row = {name: getattr(pair, name) for name in _OF_PAIR}
    for names, bounds in zip((_BOUNDS, _OTHERS), pair.bounds, strict=False):
        row |= dict(zip(names, asdict(bounds).values(), strict=True))
    return row


# ------------------------------------------------------------------ the figure


def tornado(found: Analysis, lang: Language) -> Picture | None:
    """Waiting and cost of the baseline, with what moves them most."""
    from ..figures import settings  # noqa: F401  before anything imports Matplotlib
    from ..figures.tornado import draw

    labels = Labels.of(found.evidence.manifest, texts_in(lang))
    shown = [
        output
        for output in found.evidence.outputs
        if output.of == LEVEL and output.indicator in (WAIT, COST) and _is_told(found, output)
    ]
    panels = [_panel(found, output, lang, labels) for output in shown]
    return draw([panel for panel in panels if panel is not None], found.evidence.draws, labels)


def _is_told(found: Analysis, output: Output) -> bool:
    """Weeks are told only where a list has a wait that was tested."""
    stations = found.evidence.manifest.stations.values()
    return output.indicator != WAIT or any(note.tested for note in stations if note.group == "care")


def _panel(found: Analysis, output: Output, lang: Language, labels: Labels) -> Panel | None:
    from ..figures.tornado import Bar as Shown
    from ..figures.tornado import Panel

    bars = [bar for bar in found.bars if _is_of(bar, output)]
    if not bars:
        return None
    texts, manifest = labels.texts, found.evidence.manifest
    is_money = output.unit == "eur"
    step = 1e6 * years_in(manifest.periods.headline, manifest) if is_money else 1.0
    titles = {group.name: group.title(lang) for group in found.evidence.groups}
    return Panel(
        title=Told(found, lang).what(output),
        unit=texts("figure.difference.axis" if is_money else "figure.wait.axis"),
        middle=bars[0].at_middle / step,
        error=bars[0].error / step,
        bars=tuple(
            Shown(
                titles[bar.doubt], bar.at_low / step, bar.at_high / step,
                bar.low_half / step, bar.high_half / step,
            )
            for bar in bars
        ),
    )  # fmt: skip


def _is_of(bar: Bar, output: Output) -> bool:
    names = ("look", "scenario", "indicator", "of")
    return all(getattr(bar, name) == getattr(output, name) for name in names)
