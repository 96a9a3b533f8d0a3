"""Youths in care, numbers and flows, the ways of youths, places and staff."""

from __future__ import annotations

from .definition import ITSELF, Better, Indicator, Margin
from .waits import guards

YOUTHS = (
    Indicator(pattern="youths:{help}", unit="youths", half=". G", date=". G", adds_up=True,
              behind=ITSELF),
    Indicator(pattern="youths_per_1000", unit="per_1000", half=". G", behind="youths:jeugdhulp"),
    Indicator(pattern="gap_youths_per_1000", unit="per_1000", half=".", better=Better.LESS,
              counters=("without_help",)),
)  # fmt: skip

NUMBERS = (
    Indicator(pattern="waiting", unit="number", date=". S G SG", adds_up=True, behind=ITSELF,
              better=Better.LESS, counters=("dropped_out", *guards())),
    Indicator(pattern="in_care", unit="number", date=". S G SG", adds_up=True, behind=ITSELF),
    Indicator(pattern="blocked", unit="number", date=". S G SG", adds_up=True, behind=ITSELF),
    Indicator(pattern="waiting_mean", unit="number", year=". S G", adds_up=True, behind=ITSELF,
              better=Better.LESS, counters=("dropped_out", *guards())),
    Indicator(pattern="in_care_mean", unit="number", year=". S G", detail="SG", adds_up=True,
              behind=ITSELF),
    Indicator(pattern="blocked_mean", unit="number", year=". S G", adds_up=True, behind=ITSELF),
)  # fmt: skip

FLOWS = (
    Indicator(pattern="starts", unit="number", year=". S G", detail="SG", adds_up=True,
              in_time=True, behind=ITSELF),
    Indicator(pattern="ends", unit="number", year=". S G", adds_up=True, in_time=True,
              behind=ITSELF),
    Indicator(pattern="ends:{referrer}", unit="number", year=".", adds_up=True, in_time=True,
              behind=ITSELF),
    Indicator(pattern="stay_mean", unit="days", year="S", behind="ends"),
    Indicator(pattern="blocked_days", unit="days", year=". S", adds_up=True, in_time=True,
              behind="cared_for",
              better=Better.LESS, counters=guards()),
    Indicator(pattern="dropped_out", unit="number", year=". S", detail="G", adds_up=True,
              in_time=True, behind=ITSELF, better=Better.LESS,
              counters=("without_help", "wait_first_help", "cost")),
    Indicator(pattern="escalated", unit="number", year=". S G N", adds_up=True, in_time=True,
              behind=ITSELF, better=Better.LESS, headline=True,
              counters=("dropped_out", "without_help", "cost"),
              margin=Margin(2.0, per_1000="referrals")),
    Indicator(pattern="escalated:{frame}", unit="number", year=".", adds_up=True, in_time=True,
              behind=ITSELF, part_of="escalated", better=Better.LESS,
              counters=("without_help:{frame}", "cost"),
              margin=Margin(2.0, per_1000="referrals:{frame}")),
    Indicator(pattern="refused", unit="number", year=". S", detail="G", adds_up=True,
              in_time=True, behind=ITSELF, better=Better.LESS,
              counters=("without_help", "wait_first_help")),
    Indicator(pattern="deterred", unit="number", year=". S", detail="G", adds_up=True,
              in_time=True, behind=ITSELF, better=Better.LESS,
              counters=("without_help", "wait_first_help")),
    *(
        Indicator(pattern=name, unit="number", year=". S", detail="G", adds_up=True,
                  in_time=True, behind=ITSELF)
        for name in ("diverted", "switched", "turned_18", "relocated")
    ),
)  # fmt: skip

AWAY = (
    Indicator(pattern="cared_for", unit="number", year=". S G", detail="SG", adds_up=True,
              behind=ITSELF),
    Indicator(pattern="cared_for:away", unit="number", year=". S G", adds_up=True, behind=ITSELF),
    Indicator(pattern="cared_for:{cared}", unit="number", year=". G", adds_up=True,
              behind=ITSELF),
    Indicator(pattern="cared_for_of_form:{form}", unit="number", year=".", adds_up=True,
              behind=ITSELF, part_of="cared_for"),
    Indicator(pattern="placements_away", unit="number", year=". S G", adds_up=True, in_time=True,
              behind=ITSELF, better=Better.LESS, counters=guards()),
    Indicator(pattern="days_away", unit="days", year=". S G", adds_up=True, in_time=True,
              behind="cared_for:away",
              better=Better.LESS, headline=True, counters=("returns", *guards()),
              companions=("closed_days:authorisation", "returns_heavier")),
    Indicator(pattern="closed_days:authorisation", unit="days", year=". G", adds_up=True,
              in_time=True, behind="cared_for:authorisation", better=Better.LESS,
              counters=guards()),
    Indicator(pattern="closed_days:place", unit="days", year=". G", adds_up=True, in_time=True,
              behind="cared_for:place", better=Better.LESS, headline=True, counters=guards(),
              companions=("closed_days:authorisation", "places_empty:closed", "returns_heavier")),
)  # fmt: skip

WAYS = (
    Indicator(pattern="moves_per_youth", unit="number", year=".", better=Better.LESS,
              counters=("without_help",)),
    Indicator(pattern="returns_heavier", unit="number", year=".", adds_up=True, in_time=True,
              follows=True, behind=ITSELF, better=Better.LESS, counters=("without_help",)),
    Indicator(pattern="repeat_share", unit="share", year=".", behind="starts",
              better=Better.LESS, headline=True,
              counters=("wait_first_help", "without_help")),
    Indicator(pattern="without_decision", unit="youths", year=". G", adds_up=True, in_time=True,
              behind=ITSELF),
    Indicator(pattern="without_decision_share", unit="share", year=". G", behind="starts"),
    Indicator(pattern="stay_share:all:{class}", unit="share", year=".", behind="ends",
              part_of="1"),
    Indicator(pattern="stay_share:{referrer}:{class}", unit="share", detail=".",
              behind="ends:{referrer}", part_of="1"),
)  # fmt: skip

PLACES = (
    Indicator(pattern="places", unit="number", year="P", detail="PG", adds_up=True),
    Indicator(pattern="places_followed", unit="number", year="P", detail="PG", adds_up=True,
              may_be_negative=True),
    Indicator(pattern="places_in_use", unit="number", year="P", detail="PG", adds_up=True,
              behind=ITSELF),
    Indicator(pattern="occupancy", unit="share", year="P", detail="PG", behind="places_in_use",
              may_exceed_one=True),
    Indicator(pattern="places_empty:{form}", unit="number", year=".", adds_up=True),
    Indicator(pattern="fte:{profile}", unit="fte", year=". P", adds_up=True,
              companions=("fte_to_be_had:{profile}",)),
    Indicator(pattern="fte_in_use:{profile}", unit="fte", year=". P", adds_up=True,
              behind="places_in_use"),
    Indicator(pattern="fte_needed:{profile}", unit="fte", year=". P", adds_up=True,
              behind="places_in_use"),
    Indicator(pattern="fte_to_be_had:{profile}", unit="fte", year=".", adds_up=True,
              companions=("fte:{profile}",)),
    Indicator(pattern="clients_per_fte", unit="number", year="P PG"),
    Indicator(pattern="providers", unit="number", year="P",
              companions=("providers_losing:{percent}",)),
    Indicator(pattern="providers_losing:{percent}", unit="number", year="P",
              companions=("providers",)),
)  # fmt: skip

STARTS = (
    Indicator(pattern="block_started:{block}", unit="share", year="."),
    Indicator(pattern="block_days:{block}", unit="days", year=".", in_time=True),
)  # fmt: skip
"""Of blocks that start by what a run sees (rule 30)."""
