"""Staff and providers on the page and in the terminal, in English."""

from __future__ import annotations

STAFFING: dict[str, str] = {
    "terminal.cannot_be_staffed": "cannot be staffed",
    "staff.heading": "Staff and providers",
    "staff.numbers": "The numbers: staff that is needed and that there is, and providers",
    "staff.mark": "cannot be staffed: asks for {asked} FTE {profile} in {year}, {there} are to be"
    " had",
    "staff.short": "“{scenario}” cannot be staffed: in {year} it asks for {asked} FTE {profile} and"
    " {there} are to be had.",
    "staff.none_short": "No scenario asks in any year for more than {part} above the staff that"
    " there is to be had.",
    "staff.unknown": "not known",
    "staff.nothing_known": "How much staff is needed is not known: of no place it is said how many"
    " FTE it takes.",
    "staff.not_kept": "How much staff is needed and to be had was not kept of these runs.",
    "staff.no_market": "How much staff there is to be had is not known of: {profiles}.",
    "staff.not_counted": "How much staff is needed is not known of: {pools}.",
    "staff.year": "Year",
    "staff.caption": "Staff with the profile {profile}, in FTE: needed / to be had.",
    "staff.cell": "{asked} / {there}",
    "staff.note": "Needed is what places ask for, staff in training too. To be had is what the"
    " region itself has planned, or what there was, growing each year by what the labour market"
    " allows. Who asks in a year for more than {part} above that cannot be staffed; that limit is"
    " an assumption (5 to 20%).",
    "providers.lose.one": "“{scenario}”: {n} of the {of} providers of {pool} loses more than"
    " {percent}% of its youths in two years.",
    "providers.lose.many": "“{scenario}”: {n} of the {of} providers of {pool} lose more than"
    " {percent}% of their youths in two years.",
    "providers.none": "No provider with ten youths or more in care loses more than {percent}% of"
    " them in two years.",
    "providers.too_few": "Whether providers lose many youths in two years is not known: none of"
    " them has ten or more in care.",
    "providers.caption": "Providers who lose a part of their youths in two years.",
    "providers.number": "Providers",
    "providers.more": "More than {percent}%",
    "providers.note": "A provider is a list of its own for the same help, without a name. Counted"
    " is whether it happens between a year and the year two years later, of who had a mean of ten"
    " youths or more in care at first. Of help with one list it is not known.",
}
