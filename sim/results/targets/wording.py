"""The table of targets in words of one language: for the terminal, the README and the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...indicators.naming import name_in
from ...texts.format import THIN
from ..small_cells import FEW
from .judging import Reason, Verdict

if TYPE_CHECKING:
    import pandas as pd

    from ...texts import Texts
    from ..manifest import Manifest

_WORST_FIRST = (Verdict.NOT_MEASURED, Verdict.MISSED, Verdict.UNSURE, Verdict.INSIDE)


@dataclass(frozen=True)
class Named:
    """What a target is called in one language, what it counts, and the title of its source."""

    title: str | None = None
    counts: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Line:
    """One target in words; `about` is what it counts and when, `interval` may be empty."""

    title: str
    about: str
    known: str
    model: str
    interval: str
    verdict: str
    code: Verdict
    source: str

    @property
    def model_with_interval(self) -> str:
        """The mean of the runs and its interval, or that of the draws and their range."""
        return f"{self.model} ({self.interval})" if self.interval else self.model


def named_in(manifest: Manifest, lang: str) -> dict[str, Named]:
    """What the manifest says of each target, in one language."""
    result = {}
    for name, spec in manifest.targets.items():
        source = manifest.sources.get(spec.source or "")
        result[name] = Named(
            title=spec.title.in_language(lang) if spec.title else None,
            counts=spec.counts.in_language(lang) if spec.counts else None,
            source=source.title if source else None,
        )
    return result


def lines_of(table: pd.DataFrame, named: Mapping[str, Named], texts: Texts) -> list[Line]:
    """A line per target, in the order of the table; of several figures the worst is shown."""
    every = table.groupby("target", sort=False)
    return [
        _line(list(rows.itertuples(index=False)), named.get(str(name), Named()), texts)
        for name, rows in every
    ]


def summary(lines: Sequence[Line], texts: Texts) -> str:
    """How many targets there are of each verdict, in a sentence."""
    counts = [(code, sum(line.code == code for line in lines)) for code in reversed(_WORST_FIRST)]
    spec = [texts(f"target.count.{code}", n=n) for code, n in counts if n]
    return texts.count("target.summary", len(lines), counts=texts.formats.listed(spec))


def notes_of(table: pd.DataFrame, scale: float, texts: Texts) -> list[str]:
    """What must be said beneath the table."""
    notes = [texts("target.note")]
    if table.duplicated("target").any():
        notes.append(texts("target.note_parts"))
    if any(_is_few(row) for row in table.itertuples(index=False)):
        notes.append(texts("amount.kept_back_note"))
    if scale != 1.0:
        shown = texts.formats.number(scale, 3).rstrip("0").rstrip(".,")
        notes.append(texts("target.scaled", scale=shown))
    return notes


def write_markdown(lines: Sequence[Line], runs: int, texts: Texts) -> str:
    """The table in Markdown."""
    head = [*column_titles(runs, texts), texts("target.source")]
    rows = [
        [
            f"**{line.title}** ({line.about})",
            line.known,
            line.model_with_interval,
            line.verdict,
            line.source,
        ]
        for line in lines
    ]
    shown = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, cells))} |" for cells in shown)


def column_titles(runs: int, texts: Texts) -> tuple[str, ...]:
    """Headings of the columns: target, known, model, verdict."""
    model = "target.model" if runs > 1 else "target.model_single"
    return (
        texts("target.target"),
        texts("target.known"),
        texts(model, runs=texts.count("page.runs", runs)),
        texts("target.verdict"),
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace(THIN, " ")


# ------------------------------------------------------------------ one target


def _line(rows: list[Any], named: Named, texts: Texts) -> Line:
    shown = min(rows, key=_from_worst)
    code = Verdict(shown.verdict)
    return Line(
        title=named.title or str(shown.target).replace("-", " ").replace("_", " "),
        about="; ".join(_about(rows, shown, named, texts)),
        known=_known(shown, texts),
        model=_model(shown, texts),
        interval=_interval(shown, texts),
        verdict=_verdict(rows, code, texts),
        code=code,
        source=named.source or texts("target.no_source"),
    )


def _from_worst(row: Any) -> tuple[int, float]:
    """Puts the worst verdict first, then what lies farthest, as a part of what is allowed."""
    code = Verdict(row.verdict)
    return _WORST_FIRST.index(code), 0.0 if code is Verdict.NOT_MEASURED else -_distance(row)


def _distance(row: Any) -> float:
    """How far the model lies from the known figure, 1 being the bound."""
    apart = float(FEW if _is_few(row) else row.mean) - float(row.known)
    bound = row.high - row.known if apart > 0 else row.known - row.low
    return abs(apart) / bound if bound > 0 else float(apart != 0)


def _about(rows: list[Any], shown: Any, named: Named, texts: Texts) -> Iterator[str]:
    if named.counts or len(rows) == 1:  # of several figures the part is told below
        yield named.counts or name_in(texts, str(shown.indicator))
    yield period_in_words(str(shown.period), texts)
    if len(rows) > 1:
        key = f"target.part.{shown.part}"
        part = texts(key) if texts.has(key) else shown.part
        yield texts("target.worst", n=len(rows), part=part)


def _verdict(rows: list[Any], code: Verdict, texts: Texts) -> str:
    if code is Verdict.NOT_MEASURED:
        reason = next(Reason(row.reason) for row in rows if row.reason)
        return f"{texts(f'target.is.{code}')}: {texts(f'target.why.{reason}')}"
    missed = sum(Verdict(row.verdict) is Verdict.MISSED for row in rows)
    if len(rows) > 1 and missed:
        return texts("target.some_missed", missed=missed, n=len(rows))
    shares = [row.inside for row in rows if row.inside is not None and row.inside == row.inside]
    if not shares:
        return texts(f"target.is.{code}")
    share = texts.formats.percent(min(shares), 0)
    return texts("target.in_draws", verdict=texts(f"target.is.{code}"), share=share)


def period_in_words(period: str, texts: Texts) -> str:
    """A period or date of a target as people say it."""
    first, _, last = period.partition("-")
    if last in ("H1", "H2"):
        return texts(f"target.half.{last}", year=first)
    if len(period) == len("2024-10-01"):
        import datetime as dt

        return texts.formats.date(dt.date.fromisoformat(period))
    return texts("period.years", first=first, last=last) if last else period


# ------------------------------------------------------------------ numbers


def _known(row: Any, texts: Texts) -> str:
    value = _written(row.known, row, texts)
    if row.tolerance:
        return f"{value} ± {_tolerance(row, texts)}"
    ends = _range(row.low, row.high, row, texts)
    return f"{value} ({ends})"


def _tolerance(row: Any, texts: Texts) -> str:
    wide = float(str(row.tolerance).removesuffix("%"))
    number = texts.formats.number(wide, 0 if wide == round(wide) else 1)
    return texts.unit("points", number) if row.unit == "share" else f"{number}%"


def _model(row: Any, texts: Texts) -> str:
    if Verdict(row.verdict) is Verdict.NOT_MEASURED:
        return texts("direction.missing")
    return texts("amount.kept_back") if _is_few(row) else _written(row.mean, row, texts)


def _interval(row: Any, texts: Texts) -> str:
    if row.replications < 2 or _is_few(row):
        return ""
    return _range(row.mean_low, row.mean_high, row, texts)


def _is_few(row: Any) -> bool:
    """Whether it is about so few children that it is not told."""
    is_told = row.mean is not None and row.mean == row.mean
    return Verdict(row.verdict) is not Verdict.NOT_MEASURED and not is_told


def _range(low: float, high: float, row: Any, texts: Texts) -> str:
    if row.unit == "eur" and low >= 0:
        return texts.formats.money_range(low, high)
    ends = (_bare(end, row, texts) for end in (low, high))
    return texts.formats.range(*ends)


def _written(value: float, row: Any, texts: Texts) -> str:
    """A number with its unit."""
    if row.unit in ("weeks", "days", "fte"):
        return texts.unit(row.unit, _bare(value, row, texts))
    return _bare(value, row, texts)


def _bare(value: float, row: Any, texts: Texts) -> str:
    """A number as precise as its known figure asks for."""
    formats = texts.formats
    if row.unit == "eur":
        return formats.money(value)
    if row.unit == "share":
        is_said = round(100 * value, 6) % 1 == 0 and value in (row.known, row.low, row.high)
        return formats.percent(value, 0 if is_said else 1)
    decimals = 0 if row.known >= 100 else 1 if row.known >= FEW else 2
    is_said = value == round(value) and value in (row.known, row.low, row.high)
    return formats.number(value, 0 if is_said or row.unit == "youths" else decimals)
