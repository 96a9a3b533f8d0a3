"""What `plan` tells, in English."""

from __future__ import annotations

PLANNING: dict[str, str] = {
    "plan.title": "{base}, without waiting lists from {year}",
    "plan.load": "Load before capacity: youths in care at once if nobody waited, over the places"
    " that are planned",
    "plan.load.note": "Above 100% a list grows, whoever it is for, until enough children leave it."
    " Places that follow lists stand as if they had not followed.",
    "plan.no_pools": "Name pools, and their places are planned: doorstroom plan {base} {pool}"
    " --from {year}",
    "plan.column.pool": "pool",
    "plan.column.asked": "youths {year}",
    "plan.column.places": "places {year}",
    "plan.column.load": "load {year}",
    "plan.column.year": "year",
    "plan.column.standing": "{unit} planned so far",
    "plan.column.path": "{unit} with the plan",
    "plan.column.present": "late without the plan",
    "plan.column.share": "late with the plan",
    "plan.column.held": "draws within the limit",
    "plan.column.euros": "euros more",
    "plan.column.staff": "staff more",
    "plan.unit.staff": "FTE",
    "plan.unit.places": "places",
    "plan.takes": "What it takes a year, beside what is planned so far",
    "plan.of": "{n} of {of}",
    "plan.less_sure": "At most {limit} in {sure} of the draws cannot be reached with {growth}"
    " growth a year: the path is searched for {less} of the draws.",
    "plan.reached": "{pool}: from {year} on at most {limit} is not helped in time ({held} draws in"
    " {last}; {share} or less in 95% of them).",
    "plan.not_reached": "{pool}: {limit} is not reached; in {year} {share} is not helped in time in"
    " 95% of the draws. Then {asked} youths ask for help at once, and within the bounds there are"
    " {places} places.",
    "plan.counted": "Not helped in time is who waits longer than the norm of the station, or left"
    " the list before without help. A year is within the limit with at most {limit}; places grow by"
    " at most {growth} a year on what stands, and are known to 2%.",
    "plan.follows": "{pools}: places follow lists here; from {date} on the path stands in their"
    " stead, in fixed numbers.",
    "plan.no_price": "{pools}: what places cost is not known, and not in the euros.",
    "plan.by_care": "{pools}: (also) paid as care is given; counted as if every place is filled.",
    "plan.training": "{pools}: staff comes earlier, so that it helps from 1 January on; it is paid"
    " from its day.",
    "plan.budget": "Searched within {budget} a year more, for pools upstream first.",
    "plan.year": "{year}: {euros}; {staff}",
    "plan.profile": "staff",
    "plan.tried": "{n} paths tried on {some} draws, the last on {all}. A simulation: it does not"
    " know whether the staff can be found.",
    "plan.saved": "written as {path}",
}
