"""The words of `explain` for what stands before and after a change of a number."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

EN_STANDING: Mapping[str, str] = MappingProxyType(
    {
        # what stands before and after
        "stands.note": "Behind a change stands what held the day before and what holds once it is "
        "done, with all other changes of that time.",
        "stands.change": "; from {old} to {new}",
        "stands.stays": "; it stays {new}",
        "stands.before": "; before that {old}",
        "stands.after": "; that is {new}",
        "stands.places": "; that makes {old} places {new}",
        "stands.done": " on {date}",
        "stands.differs": " (it differs by gemeente or need)",
        "stands.inflow": ", without growth and season",
        "stands.span": "{low}\N{EN DASH}{high}",
        "stands.unlimited": "unlimited",
        "stands.unsaid": "none",
        "unit.places.number": "{value} places",
        "unit.places.number.one": "{value} place",
        "unit.places.fte": "{value} FTE",
        "unit.places.clients_per_fte": "{value} clients",
        "unit.places.clients_per_fte.one": "{value} client",
        "unit.inflow": "{value} youths a year",
        "unit.inflow.one": "{value} youth a year",
        "unit.stay.factor": "{value} times the stay of the file",
        "unit.price.lump_sum_per_year": "{value} a year",
        "unit.waiting.limit": "{value} youths",
        "unit.waiting.limit.one": "{value} youth",
        "unit.waiting.norm_weeks": "{value} weeks",
        "unit.waiting.norm_weeks.one": "{value} week",
    }
)

NL_STANDING: Mapping[str, str] = MappingProxyType(
    {
        # what stands before and after
        "stands.note": "Achter een verandering staat wat er de dag ervoor gold en wat er geldt als "
        "zij klaar is, met alle andere veranderingen van dan erbij.",
        "stands.change": "; van {old} naar {new}",
        "stands.stays": "; het blijft {new}",
        "stands.before": "; daarvoor {old}",
        "stands.after": "; dat is {new}",
        "stands.places": "; dat maakt van {old} plekken {new}",
        "stands.done": " op {date}",
        "stands.differs": " (verschilt per gemeente of hulpvraag)",
        "stands.inflow": ", zonder groei en seizoen",
        "stands.span": "{low}\N{EN DASH}{high}",
        "stands.unlimited": "onbeperkt",
        "stands.unsaid": "geen",
        "unit.places.number": "{value} plekken",
        "unit.places.number.one": "{value} plek",
        "unit.places.fte": "{value} fte",
        "unit.places.clients_per_fte": "{value} jeugdigen",
        "unit.places.clients_per_fte.one": "{value} jeugdige",
        "unit.inflow": "{value} jeugdigen per jaar",
        "unit.inflow.one": "{value} jeugdige per jaar",
        "unit.stay.factor": "{value} keer het verblijf uit het bestand",
        "unit.price.lump_sum_per_year": "{value} per jaar",
        "unit.waiting.limit": "{value} jeugdigen",
        "unit.waiting.limit.one": "{value} jeugdige",
        "unit.waiting.norm_weeks": "{value} weken",
        "unit.waiting.norm_weeks.one": "{value} week",
    }
)
