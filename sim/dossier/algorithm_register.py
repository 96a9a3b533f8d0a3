"""The record for the Algoritmeregister: the fields of its publication standard 1.0.

What the organisation that uses the results must decide itself is left open and listed as open: who
it is, on what law it acts, what the impact is. The register takes Dutch only; a page shows the same
in its own language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..errors import visible
from .view import View

STANDARD = "1.0"
LANGUAGE = "nld"
_THEME = "Zorg en gezondheid"
_STATUS = "In ontwikkeling"
_LONGEST = 2500
_ADDRESS = re.compile(r"https?://\S{1,490}")


@dataclass(frozen=True)
class Field:
    """A field of the standard; `most` is its length. Of those that are open `why` is a text."""

    name: str
    title: str
    required: bool = False
    most: int | None = None


FIELDS = (
    Field("name", "Naam", required=True, most=100),
    Field("description_short", "Korte omschrijving", required=True, most=350),
    Field("organization", "Organisatie", required=True, most=100),
    Field("category", "Thema"),
    Field("status", "Status", required=True),
    Field("begin_date", "Begindatum", most=7),
    Field("end_date", "Einddatum", most=7),
    Field("contact_email", "Contactgegevens", required=True, most=500),
    Field("website", "Link naar publiekspagina", most=500),
    Field("publication_category", "Publicatiecategorie", required=True),
    Field("url", "Link naar bronregistratie", most=500),
    Field("goal", "Doel en impact", most=_LONGEST),
    Field("proportionality", "Afwegingen", most=_LONGEST),
    Field("human_intervention", "Menselijke tussenkomst", most=_LONGEST),
    Field("risks", "Risicobeheer", most=_LONGEST),
    Field("lawful_basis", "Wettelijke basis", most=_LONGEST),
    Field("lawful_basis_grouping", "Verwijzingen wettelijke basis"),
    Field("process_index_url", "Link naar verwerkingsregister", most=500),
    Field("impacttoetsen_grouping", "Impacttoetsen"),
    Field("impacttoetsen", "Toelichting op impacttoetsen", most=_LONGEST),
    Field("source_data", "Gegevens", most=_LONGEST),
    Field("source_data_grouping", "Verwijzingen gegevensbronnen"),
    Field("methods_and_models", "Technische werking", most=5000),
    Field("provider", "Leverancier", most=200),
    Field("publiccode", "Link naar broncode", most=500),
    Field("lang", "Taal", required=True),
    Field("standard_version", "Versie publicatiestandaard"),
    Field("source_id", "Bron-ID", most=100),
    Field("tags", "Zoektermen", most=_LONGEST),
    Field("lars", "Algoritme-ID"),
)

Value = str | list[str] | list[dict[str, str]]


def record(view: View) -> dict[str, Value]:
    """The fields that the results fill, in the words of the view."""
    texts, manifest = view.texts, view.manifest
    region = visible(view.labels.scenario(manifest.baseline))
    untested = sum(not note.tested for note in manifest.stations.values())
    counts = manifest.scenario[manifest.baseline].numbers
    spec: dict[str, Value] = {
        "name": texts("register.name"),
        "description_short": texts("register.description_short"),
        "category": [_THEME],
        "status": _STATUS,
        "goal": texts("register.goal"),
        "human_intervention": texts("register.human_intervention"),
        "risks": texts("register.risks", stations=len(manifest.stations), untested=untested),
        "source_data": texts(
            "register.source_data",
            scenario=region,
            total=texts.formats.number(sum(counts.values())),
            assumed=texts.formats.number(counts.get("assumption", 0)),
        ),
        "source_data_grouping": _documents(view),
        "methods_and_models": texts(
            "register.methods_and_models", version=manifest.doorstroom, seed=manifest.seed
        ),
        "lang": LANGUAGE,
        "standard_version": STANDARD,
        "tags": texts("register.tags"),
    }
    return {field.name: _cut(spec[field.name], field) for field in FIELDS if spec.get(field.name)}


def open_fields(filled: Mapping[str, Value]) -> tuple[Field, ...]:
    """Those that the results cannot fill, in the order of the standard."""
    return tuple(field for field in FIELDS if field.name not in filled)


def why_open(view: View, field: Field) -> str:
    """Who must fill an open field, or what it waits for."""
    return view.texts(f"register.open.{field.name}")


def _documents(view: View) -> list[dict[str, str]]:
    """Documents with an address, as links of the standard."""
    return [
        {"title": visible(note.title)[:500], "link": note.address}
        for note in view.manifest.sources.values()
        if note.address and _ADDRESS.fullmatch(note.address)
    ]


def _cut(value: Value, field: Field) -> Value:
    """A text no longer than the standard takes."""
    return value[: field.most] if isinstance(value, str) and field.most else value
