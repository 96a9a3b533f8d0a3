"""What must be true for a policy to pay, in Dutch; the same keys as in en_conditions.py."""

from __future__ import annotations

CONDITIONS: dict[str, str] = {
    "conditions.heading": "Wat waar moet zijn om quitte te spelen",
    "conditions.about": "Rekensommen bij de kosten hierboven, over dezelfde jaren. Ze gelden"
    " alleen voor wat het model kent en bij de middenwaarden van de invoer.",
    "conditions.falls": "Er gaat {fall} per jaar af, vooral aan {falls}, en er komt {rise} per"
    " jaar bij, vooral aan {rises}. Die daling berust geheel of deels op wat is ingevoerd. Het"
    " beleid verdient zich terug als ten minste {share} ervan uitkomt.",
    "conditions.falls_short": "Er gaat {fall} per jaar af, vooral aan {falls}, en er komt {rise}"
    " per jaar bij, vooral aan {rises}. Ook als die daling helemaal uitkomt, verdient het beleid"
    " zich niet terug.",
    "conditions.falls_perhaps": "Er gaat {fall} per jaar af, vooral aan {falls}, en er komt {rise}"
    " per jaar bij, vooral aan {rises}. Die daling berust geheel of deels op wat is ingevoerd. Het"
    " beleid verdient zich terug als ten minste {share} ervan uitkomt, maar misschien ook niet als"
    " zij helemaal uitkomt.",
    "conditions.unknown": "Of het beleid zich terugverdient, staat of valt met de aanname. Hoeveel"
    " ervan moet uitkomen, is uit deze runs niet te zeggen.",
    "conditions.inflow": "Quitte als er ten minste {share} minder jeugdigen worden verwezen dan in"
    " dit scenario. Dat geldt als elke verwijzing minder de gemiddelde kosten bespaart ({each}) en"
    " niemand van een wachtlijst haar plaats inneemt: met wachtlijsten is meer nodig. Of als"
    " buiten dit model {range} per jaar wordt bespaard; de simulatie kan niet zeggen of dat"
    " gebeurt.",
    "conditions.inflow_plain": "Quitte als buiten dit model {range} per jaar wordt bespaard; de"
    " simulatie kan niet zeggen of dat gebeurt.",
    # at how many clients per fte a pool pays for itself
    "breakeven.heading": "Caseload: jeugdigen tegelijk per fte",
    "breakeven.lump": " Daar komt {sum} per jaar bij voor werk zonder traject, dat geen caseload"
    " terugverdient: wat hier quitte heet, kost samen nog {sum} per jaar meer.",
    "breakeven.lump_too": " Daar komt {sum} per jaar bij voor werk zonder traject, dat geen"
    " caseload terugverdient.",
    "breakeven.at": "{title} ({years}): dit kost {places} per jaar, waarvoor elders {saved} per"
    " jaar minder wordt uitgegeven. Quitte bij een caseload van {range}; in dit model is hij"
    " {now}.{lump}",
    "breakeven.from": "{title} ({years}): dit kost {places} per jaar, waarvoor elders {saved} per"
    " jaar minder wordt uitgegeven. Quitte pas bij een caseload van {low} of meer, en misschien"
    " bij geen enkele; in dit model is hij {now}.{lump}",
    "breakeven.perhaps": "{title} ({years}): dit kost {places} per jaar en elders wordt gemiddeld"
    " niet minder uitgegeven. Misschien quitte bij een caseload van {low} of meer, misschien bij"
    " geen enkele; in dit model is hij {now}.{lump}",
    "breakeven.never": "{title} ({years}): dit kost {places} per jaar en elders wordt niet minder"
    " uitgegeven. Geen enkele caseload maakt het quitte; in dit model is hij {now}.{lump_too}",
    "breakeven.unknown": "{title} ({years}): niet uit te rekenen, want beide scenario's geven er"
    " evenveel aan uit.",
    "breakeven.unknown_in_draws": "{title} ({years}): niet uit te rekenen, want in geen trekking"
    " geeft het ene scenario er meer aan uit dan het andere.",
    "breakeven.draws": " Marge over trekkingen: negen van de tien liggen erbinnen. Andere getallen"
    " zijn de middelste van de trekkingen.",
    "breakeven.draws_middle": " Marge over trekkingen: negen van de tien liggen erbinnen, de helft"
    " onder {middle}. Andere getallen zijn de middelste van de trekkingen.",
    "breakeven.draws_left": " In {count} van {of} trekkingen is het niet uit te rekenen.",
    "breakeven.note": "Quitte betekent: het kost evenveel als wat zonder die plekken was"
    " ingekocht, als een fte hetzelfde blijft kosten. Het model weet niet wat een hogere caseload"
    " met de hulp doet; dit zegt niet wat een goede caseload is.",
}
