"""A fit finds what a registration was drawn from, and says how sure it is."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from scipy import special

from sim.checks import load
from sim.fitting import Fit, Mapping, fit, part_text
from sim.fitting.estimates import Estimate, Scale, made_of
from sim.fitting.families import FAMILIES, GAMMA, LOGNORMAL, WEIBULL, Fitted, empirical, fitted
from sim.fitting.lengths import Lengths, kaplan_meier, lengths
from sim.fitting.returns import EVERYWHERE
from tests.registrations import (
    SEASON,
    START,
    UNTIL,
    Truth,
    cbs_file,
    day,
    drawn,
    message_files,
)

TODAY = dt.date(2026, 1, 1)
NAMES = {"02": "huisarts", "01": "toegang"}
SEEDS = (1, 2, 3, 4, 5)
TRUTH = Truth(per_year=1200)


def mapping(**more: object) -> Mapping:
    """What the codes of these registrations mean."""
    return Mapping.model_validate(
        {
            "mapping": 1,
            "products": {"team": "team", "clinic": "clinic"},
            "period": {"from": START, "until": UNTIL},
            "route_within_days": 1,
            "renewed_within_days": 0,
            **more,
        }
    )


@pytest.fixture(scope="module")
def fits(tmp_path_factory: pytest.TempPathFactory) -> list[Fit]:
    """Fits of the messages of several registrations."""
    result = []
    for seed in SEEDS:
        files = message_files(tmp_path_factory.mktemp(f"seed{seed}"), drawn(TRUTH, seed))
        result.append(fit(files, mapping(), None, TODAY))
    return result


def mean_season() -> float:
    days = (31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return float(np.dot(SEASON, days) / 365.25)


def true_numbers(result: Fit) -> Iterator[tuple[Estimate, float]]:
    """Every estimate with the number that the registration was drawn from."""
    truth = TRUTH
    stays = {stay.station: stay for stay in result.stays}
    yield stays["team"].median, truth.median
    yield stays["team"].form, truth.sigma
    yield stays["team"].mean, truth.median * np.exp(truth.sigma**2 / 2)
    yield stays["clinic"].mean, truth.scale * special.gamma(1 + 1 / truth.shape)
    yield stays["clinic"].median, truth.scale * np.log(2) ** (1 / truth.shape)
    for stream in result.arrivals.streams:
        part = {NAMES[code]: share for code, share in truth.referrers.items()}[stream.referrer]
        where = sum(truth.gemeenten[name] for name in stream.gemeenten)
        yield stream.per_year, truth.per_year * mean_season() * part * where
    trend = result.arrivals.trend
    assert trend.growth is not None
    yield trend.growth, truth.growth
    for month, item in trend.season.items():
        yield item, SEASON[month - 1] / mean_season()
    routes = {route.station: route.shares for route in result.routes}
    yield routes["team"]["early"], truth.early
    yield routes["team"]["clinic"], (1 - truth.early) * truth.goes_on
    yield routes["clinic"]["early"], truth.early
    for item in result.returns:
        yield item.share, truth.returns
        yield item.mean_days, truth.return_days
    for wait in result.waits:
        assert wait.drops_out_per_week is not None
        yield wait.drops_out_per_week, truth.drops_out_per_week


def test_nine_in_ten_numbers_lie_within_their_interval(fits: list[Fit]) -> None:
    inside = [
        low <= truth <= high
        for result in fits
        for item, truth in true_numbers(result)
        for low, high in [item.interval(0.95)]
    ]
    assert len(inside) >= 150
    assert np.mean(inside) >= 0.9


def test_ends_from_before_the_period_tell_who_came_back(tmp_path: Path) -> None:
    rows = drawn(TRUTH, 6)
    (tmp_path / "short").mkdir()
    short = fit(message_files(tmp_path / "short", rows), mapping(), None, TODAY)
    long = fit(message_files(tmp_path, rows, since=dt.date(2015, 1, 1)), mapping(), None, TODAY)
    # Four fifths of the returns that a short history takes for arrivals are seen in a long one.
    assert long.arrivals.unseen_returns < short.arrivals.unseen_returns / 5
    first, last = (sum(s.per_year.value for s in f.arrivals.streams) for f in (short, long))
    assert last == pytest.approx(TRUTH.per_year * mean_season(), rel=0.06)
    assert first == pytest.approx(last, rel=0.04)


def test_the_wait_of_an_exponential_list_comes_back(fits: list[Fit]) -> None:
    # Who waits leaves at 1/60 a day by a start and at 0.01/7 a day by giving up; within 52 weeks
    # that makes (1 - exp(-364 h)) / h days. Turning 18 on the list is rare and only shortens it.
    leaves = 1 / TRUTH.mean_wait + TRUTH.drops_out_per_week / 7
    weeks = (1 - np.exp(-364 * leaves)) / leaves / 7
    errors = [
        (wait.weeks.value - weeks) / wait.weeks.error
        for result in fits
        for wait in result.waits
        if wait.station == "team"
    ]
    assert len(errors) == len(SEEDS)
    assert abs(np.mean(errors)) < 1.2


def test_the_form_that_was_drawn_is_chosen(fits: list[Fit]) -> None:
    chosen = {(stay.station, stay.best.family.name) for fit in fits for stay in fit.stays}
    assert ("team", "lognormal") in chosen
    assert all(name != "lognormal" for station, name in chosen if station == "clinic")


def test_without_censoring_or_delayed_entry_stays_come_out_wrong() -> None:
    rows = [
        row
        for row in drawn(Truth(per_year=1200, oldest=5), 7)
        if row.station == "team" and row.begin < day(UNTIL) and row.end >= day(START)
    ]
    begin, end = (np.array([getattr(row, name) for row in rows]) for name in ("begin", "end"))
    over, until = end < day(UNTIL), np.minimum(end, day(UNTIL))
    days, entry = until - begin, day(START) - begin
    right = fitted(LOGNORMAL, lengths(days, entry, over))
    not_open = fitted(LOGNORMAL, lengths(days[over], entry[over], over[over]))
    not_late = fitted(LOGNORMAL, lengths(days, np.zeros(len(rows)), over))
    assert abs(error_of(right)) < 2.5
    assert error_of(not_open) < -5
    assert error_of(not_late) > 5


def error_of(result: Fitted) -> float:
    """How many standard errors the logarithm of the mean is off."""
    mean = made_of(result.family.mean, result.parameters, result.covariance, 1)
    truth = TRUTH.median * np.exp(TRUTH.sigma**2 / 2)
    return float(np.log(mean.value / truth) / mean.error)


def of_each(*spec: tuple[float, float, bool]) -> Lengths:
    """Ten of each: length, seen from when, whether over."""
    days, entry, over = (np.repeat(item, 10) for item in zip(*spec, strict=True))
    return lengths(days.astype(float), entry.astype(float), over)


def test_the_curve_counts_who_is_followed() -> None:
    curve = kaplan_meier(
        of_each((100, 0, True), (150, 0, False), (200, 0, True), (300, 120, True), (400, 0, False))
    )
    # On day 100 forty are followed and ten end; on day 200 thirty (ten came on day 120), ten end;
    # on day 300 twenty are followed and ten end.
    assert curve.days.tolist() == [100, 200, 300]
    assert curve.share == pytest.approx([3 / 4, 3 / 4 * 2 / 3, 3 / 4 * 2 / 3 / 2])
    # Greenwood: the variance of log S on day 100 is 10 / (40 x 30).
    wide = np.exp(1.96 * np.sqrt(10 / (40 * 30)) / abs(np.log(0.75)))
    assert curve.low[0] == pytest.approx(0.75**wide, abs=1e-4)


def test_nothing_is_told_of_fewer_than_ten() -> None:
    days = np.arange(1.0, 36.0)
    curve = kaplan_meier(lengths(days, np.zeros(35), np.ones(35, dtype=bool)))
    # A step for every ten ends, while ten are followed: from 35 that is until 26 have ended.
    assert curve.days.tolist() == [10, 20]


@pytest.mark.parametrize(
    ("family", "parameters", "density"),
    [
        # By hand at 100 days: median 100, sigma 1; scale 100, shape 2; mean 100, shape 1.
        (LOGNORMAL, (np.log(100), 0.0), 1 / (100 * np.sqrt(2 * np.pi))),
        (WEIBULL, (np.log(100), np.log(2)), 2 / 100 * np.exp(-1)),
        (GAMMA, (np.log(100), 0.0), np.exp(-1) / 100),
    ],
)
def test_a_density_is_the_known_one(
    family: object, parameters: tuple[float, float], density: float
) -> None:
    at = np.array(parameters)
    assert family in FAMILIES
    assert np.exp(family.density(np.array([100.0]), at))[0] == pytest.approx(density)
    # What lasts longer falls by the density.
    near = np.array([99.999, 100.001])
    lasting = np.exp(family.beyond(near, at))
    assert (lasting[0] - lasting[1]) / 0.002 == pytest.approx(density, rel=1e-4)
    assert np.exp(family.beyond(np.array([family.median(at)]), at))[0] == pytest.approx(0.5)


def test_an_exponential_length_has_ends_over_exposure() -> None:
    spec = of_each((50, 0, True), (100, 0, True), (150, 50, True), (200, 0, False))
    # Thirty ends below any class of its own that would leave ten beyond: 50, 100 - 0, 100 and 200.
    family = empirical(spec)
    ends = np.exp(family.parameters)
    # Up to day 61 thirty are followed from the start and ten from day 50: 10 ends.
    first = 10 * 50 + 20 * 61 + 10 * 11
    assert ends[0] == pytest.approx(10 / first)


def test_the_cbs_delivery_gives_the_same_stays_without_a_wait(tmp_path: Path) -> None:
    rows = drawn(TRUTH, 1)
    result = fit([cbs_file(tmp_path / "cbs.csv", rows)], mapping(), None, TODAY)
    by_messages = fit(message_files(tmp_path, rows), mapping(), None, TODAY)
    assert result.waits == ()
    for stay, other in zip(result.stays, by_messages.stays, strict=True):
        assert stay.mean.value == pytest.approx(other.mean.value)


def test_without_a_pseudonym_every_start_is_an_arrival(tmp_path: Path) -> None:
    path = cbs_file(tmp_path / "cbs.csv", drawn(TRUTH, 1))
    lines = path.read_text().splitlines()
    path.write_text("\n".join(line.split(";", 1)[1] for line in lines))
    result = fit([path], mapping(), None, TODAY)
    assert not result.linked
    assert (result.routes, result.returns, result.together) == ((), (), ())
    starts = [line for line in lines[1:] if line.split(";")[6] >= "2022-01-01"]
    assert result.arrivals.count == len(starts)


REGION = """
doorstroom: 1
title: {en: Small region}
parts: [registration]
period: {start: 2021-01-01, report_from: 2022-01-01, end: 2026-01-01}
gemeenten: {Haven: {youth: 9000}, Dijk: {youth: 4000}}
stations:
  team: {places: 1500, stay: {distribution: exponential, mean_days: 300}, next: {out: 1}}
  clinic: {places: 400, stay: {distribution: exponential, mean_days: 300}, next: {out: 1}}
"""


def test_a_region_takes_the_part_in(fits: list[Fit], tmp_path: Path) -> None:
    (tmp_path / "region.yaml").write_text(REGION, encoding="utf-8")
    (tmp_path / "registration.yaml").write_text(part_text(fits[0]), encoding="utf-8")
    scenario = load(tmp_path / "region.yaml")
    stay = scenario.stations["team"].stay.find("Haven", "registered")
    expected = next(item for item in fits[0].stays if item.station == "team")
    assert stay.median_days.value == pytest.approx(expected.median.value, rel=1e-4)
    assert (stay.median_days.low, stay.median_days.high) == pytest.approx(
        expected.median.interval(0.90), rel=1e-4
    )
    assert stay.median_days.status == "calibrated"
    # A Weibull, which the language has not, is told by classes with the same mean.
    clinic = scenario.stations["clinic"].stay.find("Haven", "registered")
    other = next(item for item in fits[0].stays if item.station == "clinic")
    assert clinic.mean == pytest.approx(other.mean.value, rel=0.01)
    assert sum(stream.per_year.value for stream in scenario.arrivals.values()) == pytest.approx(
        sum(stream.per_year.value for stream in fits[0].arrivals.streams), rel=1e-3
    )


def test_numbers_of_one_doubt_move_together(fits: list[Fit], tmp_path: Path) -> None:
    (tmp_path / "region.yaml").write_text(REGION, encoding="utf-8")
    (tmp_path / "registration.yaml").write_text(part_text(fits[0]), encoding="utf-8")
    scenario = load(tmp_path / "region.yaml")
    returns = scenario.stations["team"].returns.find("Haven", "registered")
    assert returns.share.doubt == returns.mean_days.doubt == "registered_returns_team"
    # The registration is from after 1 July 2021: the more it grew, the fewer came then.
    assert {item.growth_per_year.doubt for item in scenario.arrivals.values()} <= {
        "-registered_arrivals"
    }
    shared = {stream.is_shared for stream in fits[0].arrivals.streams}
    own = {item.per_year.doubt is None for item in scenario.arrivals.values()}
    assert own == {not item for item in shared}


@pytest.mark.parametrize("scale", ["log", "logit"])
def test_what_is_not_known_at_all_has_an_endless_range_that_can_be_written(scale: Scale) -> None:
    low, high = Estimate(0.5, 1e6, scale, 10).interval()
    # A factor of a thousand million to both sides, or odds that are so far apart.
    assert low == pytest.approx(5e-10 if scale == "log" else 1e-9)
    assert high == pytest.approx(5e8 if scale == "log" else 1.0)


def test_all_stations_together_stand_first(fits: list[Fit]) -> None:
    assert fits[0].returns[0].station == EVERYWHERE
    assert fits[0].returns[0].share.count >= fits[0].returns[1].share.count
