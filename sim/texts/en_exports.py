"""The words of an export for a spreadsheet, in English; the same keys as in nl_exports.py."""

from __future__ import annotations

EXPORTS: dict[str, str] = {
    "export.sheet.first": "Read this first",
    "export.sheet.summary": "Summary",
    "export.sheet.comparison": "Comparison",
    "export.sheet.outcomes": "Outcomes",
    "export.sheet.assumptions": "Assumptions",
    "export.footer": "Doorstroom: a simulation",
    "export.subject": "Subject",
    "export.text": "Text",
    "export.about": "What this is about",
    "export.left_out": "Left out are numbers behind which fewer than 10 simulated youths stand, or"
    " from which these would follow, half-years and single days, and rows in which nothing"
    " differs. Money is in euros of the price level of the file.",
    "export.compared_with": "Compared with",
    "export.outcome": "Outcome",
    "export.place": "Place in the chain",
    "export.gemeente": "Gemeente",
    "export.need": "Need",
    "export.period": "Period",
    "export.unit": "Unit",
    "export.before": "Baseline, level",
    "export.after": "Scenario, level",
    "export.difference": "Difference",
    "export.low": "Lowest (95%)",
    "export.high": "Highest (95%)",
    "export.least": "Lowest (middle 90%)",
    "export.most": "Highest (middle 90%)",
    "export.remark": "Remark",
    "export.code": "Name in the tables",
    "export.all": "all",
    "export.all_scenarios": "all scenarios",
    "export.unit.weeks": "weeks",
    "export.unit.share": "share",
    "export.unit.days": "days",
    "export.unit.youths": "youths per year",
    "export.unit.count": "number",
    "export.unit.eur": "euros per year",
    "export.unit.eur_total": "euros",
    "export.unit.fte": "FTE",
    "export.unit.number": "number",
    "export.unit.per_1000": "per 1,000 youths",
    "export.registration": "SYNTHETIC DATA: these children never existed.\n\n"
    "Simulated with Doorstroom {version}: {title}, seed {seed}. All that was on a list, went on or"
    " began in the period from {first} to {end}. What began before stands with its own begin; what"
    " goes on has no end. The column Synthetisch is 1 in every line.\n\n"
    "jw301 allocation, jw305 start, jw307 stop, jw315 request for an allocation (not where the"
    " gemeente itself refers), jw323 volume delivered per month: extracts of iJw 3.2, joined by"
    " ToewijzingNummer. cbs: help as providers deliver it to CBS, without waits and without"
    " protection. Help paid by a personal budget is in neither. Client is a number of our own, no"
    " BSN; ProductCode is the name of the station in the model.\n\n"
    "Dates: Toewijzingsdatum is the day on which the wait for this help began, Begindatum and"
    " DatumAanvang the day on which help began, Einddatum and DatumEinde the day on which it ended;"
    " both count as days of help. With CBS a stay (form 35 to 38) begins on the day after the first"
    " night: so it stands in cbs, and not in the messages.",
    "export.arrival": "Comes in",
    "export.depart": "Leaves",
    "export.waits_for": "Waits for {station}",
    "export.numbers": "Numbers in the file",
    "export.number": "Count",
    "export.from": "Source",
    "export.block": "Policy",
    "export.changes": "What the scenario is",
    "export.source": "Document",
    "export.status.official": "from an official document",
    "export.status.research": "from research",
    "export.status.press": "from the press",
    "export.status.derived": "derived from other numbers",
    "export.status.calibrated": "adjusted to reproduce known figures",
    "export.status.assumption": "assumed",
    "export.status.none": "not said where it comes from",
}
