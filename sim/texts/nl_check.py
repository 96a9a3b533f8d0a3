"""The words of `check` in Dutch."""

from __future__ import annotations

CHECK: dict[str, str] = {
    "check.extends": "bouwt voort op",
    "check.blocks": "bouwstenen",
    "check.asleep": "slaapt",
    "check.period": "periode",
    "check.days": "{start} tot {end}, gerapporteerd vanaf {report_from}",
    "check.network": "netwerk",
    "check.count.stations.one": "{n} station",
    "check.count.stations.many": "{n} stations",
    "check.count.pools.one": "{n} pool",
    "check.count.pools.many": "{n} pools",
    "check.count.gemeenten.one": "{n} gemeente",
    "check.count.gemeenten.many": "{n} gemeenten",
    "check.count.outside": "{gemeenten}, waarvan {n} buiten de regio",
    "check.count.needs.one": "{n} hulpvraag",
    "check.count.needs.many": "{n} hulpvragen",
    "check.count.arrivals.one": "{n} instroom",
    "check.count.arrivals.many": "{n} instromen",
    "check.section.needs": "hulpvragen",
    "check.section.gemeenten": "gemeenten",
    "check.section.arrivals": "instromen",
    "check.section.pools": "pools",
    "check.section.stations": "stations",
    "check.section.targets": "bekende cijfers",
    "check.section.interventions": "beleidsmaatregelen",
    "check.section.values": "waarden",
    "check.numbers": "getallen",
    "check.run": "een run",
    "check.size": "ongeveer {clients} jeugdigen en hoogstens {visits} bezoeken, hoogstens {memory}"
    " GB geheugen",
    "check.files": "bestanden",
    "check.warnings.one": "{n} waarschuwing",
    "check.warnings.many": "{n} waarschuwingen",
    "check.warnings.base": "{warnings} over {base} en zijn delen: doorstroom check {base}",
    "check.lever": "{value}, van {low} tot {high}",
    "check.block.later": "Namen en data worden nagekeken met het scenario dat de bouwsteen"
    " gebruikt.",
    "check.part.later": "Namen en waarden worden nagekeken met de basis die dit deel opneemt.",
    # --start
    "check.start.grows": "{station}: het aantal in zorg groeit nog met {part} per jaar ({half}"
    " meer of minder) als de rapportage begint, zonder groei van de vraag",
    "check.start.shrinks": "{station}: het aantal in zorg krimpt nog met {part} per jaar ({half}"
    " meer of minder) als de rapportage begint, zonder groei van de vraag",
    "check.start.way_out": "Laat de rapportage later beginnen, of de periode eerder.",
    "check.start.settled": "Het begin is tot rust gekomen als de rapportage begint ({runs} runs"
    " zonder groei).",
    # --draws
    "check.draws": "trekkingen",
    "check.draws.nothing": "geen getal heeft een bandbreedte: er is niets te trekken",
    "check.draws.numbers.one": "{n} getal met een bandbreedte",
    "check.draws.numbers.many": "{n} getallen met een bandbreedte",
    "check.draws.groups.one": "{numbers}, in {n} groep; {alone} in geen groep; elk wordt één"
    " keer getrokken, waar het ook telt",
    "check.draws.groups.many": "{numbers}, in {n} groepen; {alone} in geen groep; elk wordt"
    " één keer getrokken, waar het ook telt",
    "check.draws.tally": "{held} van {count} trekkingen kloppen zoals ze getrokken zijn (seed"
    " {seed}, {seconds} s); {repaired} hersteld ({part})",
    "check.draws.why.one": "trekking {first}: {problem}",
    "check.draws.why.many": "{n} trekkingen, de eerste {first}: {problem}",
    "check.draws.more": "en om nog {n} andere redenen",
}
