"""STRESS-DES, items 4 to 6: how the runs were made, with what, and where the code is."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import visible
from ..report.notes import trial_reasons
from .view import Line, View

_CHANGED = "-changed"
"""How the commit of a working copy ends in which something was not committed."""
_STATE_FILE = ".csv"

# ------------------------------------------------------------------ experimentation


def initialisation(view: View) -> Iterator[Line]:
    """Item 4.1."""
    date, periods = view.texts.formats.date, view.manifest.periods
    resolved = view.material.scenarios.get(view.manifest.baseline)
    if resolved is None:
        yield view.gap("stress.initialisation.unknown")
    else:
        begin = resolved.scenario.begin
        kind = "state" if begin.endswith(_STATE_FILE) else begin
        yield view.told(f"stress.initialisation.{kind}", start=date(periods.start))
    if periods.start < periods.report_from:
        reported = date(periods.report_from)
        yield view.told("stress.initialisation.warm_up", start=date(periods.start), first=reported)


def run_length(view: View) -> Iterator[Line]:
    """Item 4.2."""
    date, periods = view.texts.formats.date, view.manifest.periods
    yield view.told(
        "stress.run_length.text",
        start=date(periods.start),
        end=date(periods.end),
        period=view.labels.period(periods.headline),
    )


def estimation(view: View) -> Iterator[Line]:
    """Item 4.3."""
    manifest, texts = view.manifest, view.texts
    runs = texts.count("page.runs", manifest.replications)
    yield view.told("stress.estimation.runs", runs=runs)
    if manifest.draws:
        second = view.count(manifest.draws.second_runs)
        yield view.told("stress.estimation.draws", second=second)
    else:
        yield view.told("stress.estimation.intervals")
    rule = manifest.stop_rule
    if rule and rule.reached:
        yield view.told("stress.estimation.stopped", half_width=visible(rule.half_width))
    elif rule:
        yield view.gap("stress.estimation.not_reached", half_width=visible(rule.half_width))
    if trial := trial_reasons(manifest, view.labels):
        yield Line(trial, is_gap=True)


# ------------------------------------------------------------------ implementation


def software(view: View) -> Iterator[Line]:
    """Item 5.1."""
    manifest = view.manifest
    versions = [f"{name} {version}" for name, version in manifest.versions.items()]
    yield view.told(
        "stress.software.text", version=manifest.doorstroom, versions=view.listed(versions)
    )


def sampling(view: View) -> Iterator[Line]:
    """Item 5.2."""
    yield view.told("stress.sampling.text", seed=str(view.manifest.seed))


def execution(view: View) -> Iterator[Line]:
    """Item 5.3."""
    key = f"print.engine.{view.manifest.engine}"
    engine = view.texts(key) if view.texts.has(key) else visible(view.manifest.engine)
    yield view.told("stress.execution.text", engine=engine)
    yield view.told("stress.execution.command", command=visible(view.manifest.command))


def system(view: View) -> Iterator[Line]:
    """Item 5.4."""
    machine, manifest = view.manifest.machine, view.manifest
    yield view.told(
        "stress.system.text",
        system=visible(machine.system),
        processor=visible(machine.processor),
        cores=view.count(machine.cores),
        memory=view.texts.formats.number(machine.memory_gb, 1),
        jobs=view.count(manifest.jobs),
        seconds=view.count(manifest.wall_seconds),
    )


# ------------------------------------------------------------------ code access


def code_access(view: View) -> Iterator[Line]:
    """Item 6.1."""
    yield view.told("stress.code_access.licence", version=view.manifest.doorstroom)
    commit = view.manifest.commit
    if commit is None:
        yield view.gap("stress.code_access.no_commit")
    else:
        name = visible(commit.removesuffix(_CHANGED))
        yield view.told("stress.code_access.commit", commit=name)
        if commit.endswith(_CHANGED):
            yield view.gap("stress.code_access.changed")
    yield view.gap("stress.code_access.no_address")
