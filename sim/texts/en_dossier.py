"""The words of a dossier, in English; the same keys as in nl_dossier.py."""

from __future__ import annotations

from .en_stress import STRESS

DOSSIER: dict[str, str] = {
    **STRESS,
    "dossier.title": "Dossier: {about}",
    "dossier.kind": "Simulation. Doorstroom {version}, seed {seed}, {made}.",
    "dossier.holds": "This folder holds, beside this page: assumptions.csv (every assumption),"
    " algoritmeregister.json (a record for the Algoritmeregister), ro-crate-metadata.json (the run"
    " for a research archive), inputs (the files that went in, as they were) and results (what"
    " came out, as far as people read it).",
    "dossier.missing.heading": "What is missing",
    "dossier.missing.about": "What could not be filled in from the results. It stands here so that"
    " nobody has to search for it.",
    # assumptions
    "dossier.register.heading": "Register of assumptions",
    "dossier.register.about": "Every number without a source, once, as its file says it. Numbers of"
    " one group are drawn together. The whole register is in assumptions.csv.",
    "dossier.register.caption": "Numbers without a source (notes in the language of the files)",
    "dossier.register.show": "All assumptions",
    "dossier.register.none": "the input files are not here as they were, or hold no assumption;"
    " make the dossier in the folder of the project, at the commit of the run.",
    "dossier.register.number": "Number",
    "dossier.register.value": "Value",
    "dossier.register.range": "Range (90%)",
    "dossier.register.group": "Group of doubt",
    "dossier.register.source": "What it rests on",
    "dossier.register.written_at": "File and line",
    "dossier.register.at_places": "{values}, at {n} places",
    "dossier.register.of_value": "{ends} of the value",
    "dossier.register.no_range": "no range",
    # known figures
    "dossier.targets.heading": "Known figures and the model",
    "dossier.targets.none": "no known figures stand with these results.",
    # log
    "dossier.log.heading": "What was verified",
    "dossier.log.caption": "Checks made when this dossier was written",
    "dossier.log.what": "What",
    "dossier.log.outcome": "Outcome",
    "dossier.log.manifest": "Manifest",
    "dossier.log.sealed": "as it was written: content and seal agree",
    "dossier.log.inputs": "Input files",
    "dossier.log.tables": "Tables of results",
    "dossier.log.pages": "Figures and pages",
    "dossier.log.version": "Version of Doorstroom",
    "dossier.log.other_version": "made with {made}; the dossier with {now}",
    "dossier.log.seed": "Seed",
    "dossier.log.runs": "Runs",
    "dossier.log.runs_value": "{runs} per scenario, scale {scale}",
    "dossier.log.conservation": "Conservation",
    "dossier.log.lost": "Runs lost",
    "dossier.log.none_lost": "none",
    "dossier.log.theory": "Queueing theory",
    "dossier.log.theory_open": "not tested here: doorstroom verify tests the program that is"
    " installed",
    "dossier.log.same": "{same} of {n} have the digest of the manifest.",
    "dossier.log.names.changed": "Changed since: {names}.",
    "dossier.log.names.missing": "Not here: {names}.",
    "dossier.log.digests": "Every file with its digest",
    "dossier.log.file": "File",
    "dossier.log.digest": "sha256 in the manifest",
    "dossier.log.state.same": "the same",
    "dossier.log.state.changed": "changed since",
    "dossier.log.state.missing": "not here",
    # Algoritmeregister
    "dossier.record.heading": "Record for the Algoritmeregister",
    "dossier.record.about": "The fields of publication standard 1.0. They stand here in"
    " English; algoritmeregister.json has them in Dutch, as the register takes them. Whether"
    " these results must be registered at all is for the"
    " organisation that uses them.",
    "dossier.record.caption": "Fields filled in from the results",
    "dossier.record.field": "Field",
    "dossier.record.content": "Content",
    "dossier.record.open": "Fields left open",
    "dossier.record.must": "Required",
    "dossier.record.why": "Who fills it in",
    "dossier.record.required": "yes",
    "dossier.record.optional": "no",
    "dossier.record.also_open": "organisation, contact, publication category, legal basis and"
    " impact are for the organisation that uses the results; all open fields stand below.",
    "register.name": "Doorstroom: simulation of flows in youth care",
    "register.description_short": "The program simulates how children go through youth care, and"
    " compares policies by waiting, routes and money. The children are made up.",
    "register.goal": "To compare policies for youth care beforehand. The results advise a council;"
    " they decide nothing about a child or a family. The impact is still to be described by the"
    " organisation that uses the results.",
    "register.human_intervention": "People write the scenarios, read the results and decide. The"
    " program takes no decision.",
    "register.risks": "Many numbers are assumptions: each has a status, and a range where that is"
    " known. Of {untested} of {stations} places in the chain the wait was not tested; there only"
    " the direction is shown. Numbers about fewer than 10 children are not shown, gemeenten are not"
    " ranked. A gain stands beside what gets worse.",
    "register.source_data": "“{scenario}” uses {total} numbers about groups of children, of which"
    " {assumed} are assumptions. Each stands with its status and source in the input files. Whether"
    " data of single persons were used to make them is to be filled in by the organisation.",
    "register.methods_and_models": "Discrete-event simulation (Doorstroom {version}, seed {seed}),"
    " not self-learning. In: a file with the chain, numbers and policies. Working: made-up children"
    " arrive, wait for a place, get help and go on, by written rules. Out: waits, routes and costs"
    " with ranges, and the differences between policies.",
    "register.tags": "youth care, simulation, waits, policy",
    "register.open.organization": "the organisation: its full name",
    "register.open.begin_date": "the organisation: the month of first use",
    "register.open.end_date": "stays empty as long as it is used",
    "register.open.contact_email": "the organisation: an address for questions",
    "register.open.website": "the organisation, if it has a page about this",
    "register.open.publication_category": "the organisation: depends on the impact",
    "register.open.url": "the organisation, if it keeps a register of its own",
    "register.open.proportionality": "the organisation: weighs for and against",
    "register.open.lawful_basis": "the organisation: on what law the use rests",
    "register.open.lawful_basis_grouping": "the organisation: links to that law",
    "register.open.process_index_url": "the organisation, if personal data are processed",
    "register.open.impacttoetsen_grouping": "the organisation: which impact assessments were made",
    "register.open.impacttoetsen": "the organisation: why others were not made",
    "register.open.source_data_grouping": "no document in these results has a public address",
    "register.open.provider": "the organisation: who delivered the program",
    "register.open.publiccode": "no public address of the code is known",
    "register.open.source_id": "the organisation, if it has a number of its own",
    "register.open.lars": "is given by the register",
    # crate
    "dossier.crate.heading": "RO-Crate",
    "dossier.crate.about": "ro-crate-metadata.json describes this folder as a Process Run Crate"
    " (0.5, on RO-Crate 1.1): the program, the command, what went in and what came out, with"
    " digests. Large tables stay in the folder of results and are told by their digest; so is an"
    " input that may hold rows about single children, which is never copied.",
    "dossier.crate.description": "Results of a simulation with what they were made of, the register"
    " of assumptions and a filled STRESS-DES checklist.",
    "dossier.crate.open.agent": "who made the run (agent).",
    "dossier.crate.open.licence": "under which licence these results may be used (license).",
    "dossier.crate.open.address": "a public address of the program (url).",
}
