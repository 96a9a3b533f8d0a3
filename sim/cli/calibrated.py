"""What `calibrate` shows: how far the runs fit, what the figures pin, and what pulls apart."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from ..errors import visible
from ..search import Calibration
from ..search.findings import (
    OfFigure,
    OfGroup,
    Pinned,
    never_together,
    of_figures,
    of_groups,
    pulls,
)
from ..texts import Language, Texts, texts_in

_MOST_SHOWN = 12
INSIDE = 0.9


def show_calibration(found: Calibration, lang: Language) -> None:
    """Print in short what was found; all of it stands in the tables."""
    texts = texts_in(lang)
    for line in _lines(found, texts):
        typer.echo(visible(line))


def _lines(found: Calibration, texts: Texts) -> Iterator[str]:
    number = texts.formats.number
    effective = found.weights.effective
    yield texts("calibration.runs", runs=number(found.runs), effective=number(round(effective)))
    if found.repaired or found.lost:
        yield texts(
            "calibration.repaired", repaired=number(found.repaired), lost=number(found.lost)
        )
    if found.region.left_out:
        yield texts("calibration.left_out", names=", ".join(found.region.left_out))
    figures = list(of_figures(found))
    yield from _emulators(figures, texts)
    if found.ensemble is None:
        yield texts("calibration.too_few")
        return
    yield from _groups(list(of_groups(found)), texts)
    yield from _figures(found, figures, texts)
    yield from _pulls(found, texts)
    yield from _scores(figures, texts)


def _emulators(figures: list[OfFigure], texts: Texts) -> Iterator[str]:
    """The least and the most that an emulator foresees, so that a poor one is seen."""
    percent = texts.formats.percent
    parts = sorted(item.emulator for item in figures)
    worst = min(figures, key=lambda item: item.emulator)
    yield texts(
        "calibration.emulators",
        low=percent(parts[0]),
        middle=percent(parts[len(parts) // 2]),
        high=percent(parts[-1]),
        worst=_name(worst),
    )


def _groups(groups: list[OfGroup], texts: Texts) -> Iterator[str]:
    percent = texts.formats.percent
    pinned = [item for item in groups if item.pinned is Pinned.YES and item.width is not None]
    for item in sorted(pinned, key=lambda item: item.width or 0):
        width = percent(item.width or 0)
        yield texts("calibration.pinned", group=item.group, width=width, figure=item.moves)
    for kind in (Pinned.NO, Pinned.NEVER):
        names = ", ".join(item.group for item in groups if item.pinned is kind)
        if names:
            yield texts(f"calibration.{kind}", groups=names)


def _figures(found: Calibration, figures: list[OfFigure], texts: Texts) -> Iterator[str]:
    outside = [item for item in figures if item.inside is not None and item.inside < INSIDE]
    inside = texts.formats.number(len(figures) - len(outside))
    of = texts.formats.number(len(figures))
    yield texts("calibration.inside", inside=inside, figures=of)
    for item in sorted(outside, key=lambda item: item.inside or 0)[:_MOST_SHOWN]:
        share = texts.formats.percent(item.inside or 0)
        yield texts("calibration.outside", figure=_name(item), share=share)
    for target, other in never_together(found):
        yield texts("calibration.never", target=target, other=other)


def _pulls(found: Calibration, texts: Texts) -> Iterator[str]:
    for pull in list(pulls(found))[:_MOST_SHOWN]:
        off, without = (texts.formats.number(item, 1) for item in (pull.off, pull.without))
        names = {"target": pull.target, "other": pull.other}
        yield texts("calibration.pull", off=off, without=without, **names)


def _scores(figures: list[OfFigure], texts: Texts) -> Iterator[str]:
    scored = [item for item in figures if item.before_holds is not None]
    if not scored:
        return
    holds = sum(bool(item.before_holds) for item in scored)
    better = sum((item.crps_before or 0) < (item.crps_prior or 0) for item in scored)
    number = texts.formats.number
    yield texts(
        "calibration.scores",
        holds=number(holds),
        figures=number(len(scored)),
        better=number(better),
    )


def _name(item: OfFigure) -> str:
    return f"{item.target}:{item.part}" if item.part else item.target
