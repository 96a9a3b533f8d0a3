"""Who is referred and what becomes of them, and waiting per station."""

from __future__ import annotations

from .definition import ITSELF, Better, Indicator, Margin

HELP_COUNTERS = (
    "without_help",
    "escalated",
    "wait_first_help:voluntary",
    "wait_first_help:ordered",
    "wait_first_help:closed",
    "cost",
)
"""What guards every wait and every cost: a gain may not be made of children without help."""
_WEEK = Margin(1.0)


def guards(*but: str) -> tuple[str, ...]:
    """These counters, without an indicator that cannot guard itself."""
    return tuple(name for name in HELP_COUNTERS if name not in but)


COMERS = ("newcomers", "returners")
"""Who comes for the first time, and who comes back after their help had ended."""
SUMS: tuple[tuple[str | None, tuple[str, str]], ...] = (
    ("referrals", ("referrals:newcomers", "referrals:returners")),
    ("helped_at_gate", ("helped_at_gate:newcomers", "helped_at_gate:returners")),
    ("newcomers", ("referrals:newcomers", "helped_at_gate:newcomers")),
    ("returns", ("referrals:returners", "helped_at_gate:returners")),
    (None, ("newcomers", "returns")),
    (None, ("referrals", "helped_at_gate")),
)
"""Totals and their two parts. All who enter have no name; either of the last two pairs tells it."""

COMING = (
    Indicator(pattern="newcomers", unit="number", year=". G N", adds_up=True, in_time=True,
              behind=ITSELF),
    Indicator(pattern="returns", unit="number", year=". G N", adds_up=True, in_time=True,
              behind=ITSELF, better=Better.LESS, counters=("without_help", "wait_first_help"),
              margin=Margin(0.01, relative=True)),
    Indicator(pattern="helped_at_gate", unit="number", year=". G N", adds_up=True, in_time=True,
              behind=ITSELF),
    Indicator(pattern="helped_at_gate:{frame}", unit="number", year=".", adds_up=True,
              in_time=True, behind=ITSELF, part_of="helped_at_gate"),
    Indicator(pattern="helped_at_gate:{comer}", unit="number", year=".", adds_up=True,
              in_time=True, behind=ITSELF),
)  # fmt: skip

REFERRED = (
    Indicator(pattern="referrals", unit="number", year=". G N", adds_up=True, in_time=True,
              behind=ITSELF),
    Indicator(pattern="wait_first_help", unit="weeks", year=". G N", follows=True,
              behind="referrals", better=Better.LESS, headline=True,
              counters=("first_help:dropped_out", *guards()), margin=_WEEK),
    Indicator(pattern="referrals:{frame}", unit="number", year=".", detail="N", adds_up=True,
              in_time=True,
              behind=ITSELF, part_of="referrals"),
    Indicator(pattern="wait_first_help:voluntary", unit="weeks", year=".", detail="N",
              follows=True,
              behind="referrals:voluntary", better=Better.LESS,
              counters=guards("wait_first_help:voluntary"), margin=_WEEK),
    Indicator(pattern="wait_first_help:ordered", unit="weeks", year=".", detail="N",
              follows=True,
              behind="referrals:ordered", better=Better.LESS, headline=True,
              counters=guards("wait_first_help:ordered"), margin=_WEEK),
    Indicator(pattern="wait_first_help:closed", unit="weeks", year=".", detail="N",
              follows=True,
              behind="referrals:closed", better=Better.LESS, headline=True,
              counters=guards("wait_first_help:closed"), margin=_WEEK),
    Indicator(pattern="referrals:{comer}", unit="number", year=".", adds_up=True, in_time=True,
              behind=ITSELF),
    Indicator(pattern="wait_first_help:{comer}", unit="weeks", year=".", follows=True,
              behind="referrals:{comer}", better=Better.LESS, counters=guards(), margin=_WEEK),
    Indicator(pattern="incidence_first_help:{first}:{weeks}", unit="share", span=".", follows=True,
              behind="referrals"),
    Indicator(pattern="first_help:within_norm", unit="share", year=". G N", follows=True,
              behind="referrals", part_of="1", better=Better.MORE, headline=True,
              counters=("returns", "without_help", "escalated", "cost")),
    Indicator(pattern="first_help:later", unit="share", year=". G N", follows=True,
              behind="referrals", part_of="1"),
    Indicator(pattern="first_help:dropped_out", unit="share", year=". G N", follows=True,
              behind="referrals", part_of="1", better=Better.LESS, headline=True,
              counters=("wait_first_help", "without_help", "cost")),
    Indicator(pattern="first_help:escalated", unit="share", year=". G N", follows=True,
              behind="referrals", part_of="1", better=Better.LESS, headline=True,
              counters=("first_help:dropped_out", "without_help", "cost")),
    *(
        Indicator(pattern=f"first_help:{fate}", unit="share", year=". G N", follows=True,
                  behind="referrals", part_of="1", better=Better.LESS,
                  counters=("wait_first_help", "without_help"))
        for fate in ("refused", "turned_18", "sent_away", "deterred", "waiting")
    ),
    Indicator(pattern="first_help:{fate}:{frame}", unit="share", year=".", follows=True,
              behind="referrals:{frame}", part_of="1"),
    Indicator(pattern="without_help", unit="number", year=". G N", adds_up=True, in_time=True,
              follows=True, behind=ITSELF, better=Better.LESS, headline=True,
              counters=("wait_first_help", "escalated", "returns", "cost"),
              margin=Margin(5.0, per_1000="referrals")),
    Indicator(pattern="without_help:{frame}", unit="number", year=".", adds_up=True, in_time=True,
              follows=True, behind=ITSELF, part_of="without_help", better=Better.LESS,
              counters=("escalated", "cost"), margin=Margin(5.0, per_1000="referrals:{frame}")),
    Indicator(pattern="over_norm_first_help", unit="share", year=". G", follows=True,
              behind="referrals", better=Better.LESS, headline=True,
              counters=("left_before_norm_first_help", *guards())),
    Indicator(pattern="left_before_norm_first_help", unit="share", year=". G", follows=True,
              behind="referrals", better=Better.LESS, counters=guards()),
)  # fmt: skip

PER_STATION = (
    Indicator(pattern="joined", unit="number", year="S", detail="SG SN", adds_up=True,
              in_time=True, behind=ITSELF),
    Indicator(pattern="weeks_waited", unit="weeks", year="S", detail="SG SN", follows=True,
              behind="joined", better=Better.LESS, counters=("dropped_out", *guards()),
              margin=_WEEK),
    Indicator(pattern="joined:{frame}", unit="number", span="S", adds_up=True, in_time=True,
              behind=ITSELF, part_of="joined"),
    Indicator(pattern="weeks_waited:{frame}", unit="weeks", span="S", follows=True,
              behind="joined:{frame}", better=Better.LESS, counters=guards(), margin=_WEEK),
    Indicator(pattern="seen_wait", unit="weeks", year="S", behind="joined"),
    *(
        Indicator(pattern=f"weeks_to_start:{part}", unit="weeks", year="S", behind="starts")
        for part in (
            "tenth",
            "nine_tenths",
            "tenth_by_list",
            "nine_tenths_by_list",
            "shortest_list",
            "longest_list",
        )
    ),
    Indicator(pattern="over_norm", unit="share", year="S", follows=True, behind="joined",
              better=Better.LESS, counters=("left_before_norm", *guards())),
    Indicator(pattern="left_before_norm", unit="share", year="S", follows=True, behind="joined",
              better=Better.LESS, counters=guards()),
    Indicator(pattern="incidence:{event}:{weeks}", unit="share", span="S", follows=True,
              behind="joined"),
)  # fmt: skip
