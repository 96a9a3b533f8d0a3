"""Which columns are known, which kind of file has them, and which of them identify a child."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

ALIASES: Mapping[str, tuple[str, ...]] = {
    "client": ("client", "clientnummer", "clientcode", "pseudoniem", "clientpseudoniem"),
    "birth": ("geboortedatum", "geboortemaand", "datumgeboorte"),
    "gemeente": ("gemeente", "gemeentecode", "codegemeente", "gemeentenaam", "woongemeente"),
    "referrer": ("verwijzer", "codeverwijzer", "verwijzertype", "typeverwijzer"),
    "form": ("hulpvorm", "jeugdhulpvorm", "typejeugdhulp", "vormvanjeugdhulp"),
    "product": ("productcode", "product"),
    "category": ("productcategorie", "categorie"),
    "need": ("hulpvraag",),
    "begin": (
        *("begindatum", "datumaanvang", "datumaanvangjeugdhulp", "aanvangsdatum"),
        *("datumbegin", "startdatum", "feitelijkestartdatum", "feitelijkebegindatum"),
    ),
    "end": ("einddatum", "datumeinde", "datumeindejeugdhulp"),
    "reason": ("redenbeeindiging", "redenbeeindigingjeugdhulp", "redeneinde"),
    "length": ("duur", "duurklasse", "duurvanhettraject", "trajectduur"),
    "volume": ("geleverdvolume", "volume"),
    "unit": ("eenheid",),
    "sign": ("debetcredit", "debetcreditindicator"),
    "quarter": ("kwartaal", "peilkwartaal", "verslagkwartaal"),
    "wait_weeks": (
        *("wachttijd", "wachttijdweken", "wachttijdinweken", "verwachtewachttijd"),
        *("verwachtewachttijdinweken", "gemiddeldewachttijd", "geschattewachttijd"),
    ),
    "waiting": ("wachtenden", "aantalwachtenden", "aantalopwachtlijst", "wachtlijst"),
    "count": ("aantal", "aantaltrajecten", "beeindigdetrajecten"),
    "allocation": ("toewijzingnummer", "toewijzingsnummer"),
    "reference": ("referentieaanbieder",),
    "allocated": ("toewijzingsdatum", "datumtoewijzing"),
    "valid_from": ("ingangsdatum", "toewijzingingangsdatum", "datumingang"),
    "change": ("redenwijziging",),
    "status": ("statusaanlevering",),
}
"""Our name of a column, and the names that registrations give it, without capitals and signs."""

IDENTIFYING = (
    *("bsn", "burgerservicenummer", "sofinummer", "vreemdelingennummer"),
    *("naam", "achternaam", "geslachtsnaam", "voornaam", "voornamen", "voorletters", "partnernaam"),
    *("postcode", "adres", "straat", "straatnaam", "huisnummer", "woonadres"),
    *("email", "emailadres", "telefoon", "telefoonnummer"),
)
"""Columns of which nothing is kept but that they were there."""
_IDENTIFYING_PARTS = ("bsn", "naamclient", "clientnaam", "achternaam", "voornaam", "burgerservice")
_NO_LETTERS = re.compile(r"[^a-z0-9]")


class Kind(StrEnum):
    """What a file holds; `ROWS` has a whole trajectory in each row, with its allocation."""

    CBS = "cbs"
    ROWS = "rows"
    JW301 = "jw301"
    JW305 = "jw305"
    JW307 = "jw307"
    JW315 = "jw315"
    JW323 = "jw323"
    CLASSES = "classes"
    QUARTERS = "quarters"


@dataclass(frozen=True)
class Form:
    """The columns by which a kind of file is known, and those that it may have beside them."""

    kind: Kind
    needs: frozenset[str]
    may: frozenset[str]
    """What is read if it is there."""
    never: frozenset[str] = frozenset()
    """Columns that make it another kind."""


def _form(kind: Kind, needs: str, may: str = "", never: str = "") -> Form:
    return Form(kind, *(frozenset(names.split()) for names in (needs, may, never)))


_PRODUCT = "product category form need"
FORMS = (
    _form(
        Kind.ROWS,
        "allocated begin end gemeente",
        f"allocation client birth referrer reason {_PRODUCT}",
        "status change",
    ),
    _form(
        Kind.JW301,
        "allocation allocated gemeente",
        f"client birth reference valid_from end change referrer {_PRODUCT}",
        "begin",
    ),
    _form(Kind.JW307, "allocation begin end reason", "status"),
    _form(Kind.JW305, "allocation begin", "status", "end reason"),
    _form(Kind.JW315, "reference referrer", "", "allocation begin"),
    _form(
        Kind.JW323,
        "allocation category begin end volume",
        "unit sign product form",
        "reason allocated",
    ),
    _form(Kind.QUARTERS, "quarter wait_weeks", "waiting product category form", "begin client"),
    _form(Kind.CLASSES, "form length count", "", "begin allocation client"),
    _form(
        Kind.CBS,
        "gemeente referrer form begin end reason",
        "client birth need",
        "allocation allocated",
    ),
)
"""Tried in this order."""


@dataclass(frozen=True)
class Header:
    """What the header of a file says: its kind, and where each column that is read stands."""

    kind: Kind
    places: Mapping[str, int]
    width: int
    identifying: tuple[str, ...]
    """Names of columns of which nothing is held."""
    unread: tuple[str, ...]


def plain(name: object) -> str:
    """A name as it is compared: without capitals, accents, spaces and signs."""
    bare = unicodedata.normalize("NFKD", str(name).strip().lower())
    return _NO_LETTERS.sub("", bare)


def is_identifying(name: str) -> bool:
    """Whether a column of this name may tell who a child is."""
    bare = plain(name)
    return bare in IDENTIFYING or any(part in bare for part in _IDENTIFYING_PARTS)


def header_of(cells: Iterable[object], own: Mapping[str, str]) -> Header | None:
    """The header that these cells are; None where they are none.

    `own` gives a name of the region for a column, by our name.
    """
    names = ["" if cell is None else str(cell).strip() for cell in cells]
    known = {alias: ours for ours, aliases in ALIASES.items() for alias in aliases}
    known |= {plain(theirs): ours for ours, theirs in own.items()}
    identifying = tuple(name for name in names if is_identifying(name))
    places: dict[str, int] = {}
    for at, name in enumerate(names):
        ours = known.get(plain(name))
        if ours is not None and not is_identifying(name):
            places.setdefault(ours, at)
    form = _form_of(set(places))
    if form is None:
        return None
    read = {name: at for name, at in places.items() if name in form.needs | form.may}
    unread = tuple(
        name
        for at, name in enumerate(names)
        if name and name not in identifying and at not in read.values()
    )
    return Header(form.kind, read, len(names), identifying, unread)


def known_columns(cells: Iterable[object]) -> set[str]:
    """Our names of the columns that cells name, whatever kind of file they make."""
    bare = {plain(cell) for cell in cells if cell is not None}
    return {ours for ours, aliases in ALIASES.items() if bare & set(aliases)}


def nearest_form(columns: set[str]) -> Form:
    """The kind of file that most of these columns belong to."""
    return max(FORMS, key=lambda form: len(form.needs & columns) / len(form.needs))


def _form_of(columns: set[str]) -> Form | None:
    for form in FORMS:
        if form.needs <= columns and not form.never & columns:
            return form
    return None
