"""The words of the filled STRESS-DES checklist, in English; the same keys as in nl_stress.py."""

from __future__ import annotations

STRESS: dict[str, str] = {
    "stress.heading": "STRESS-DES",
    "stress.about": "The checklist for reporting discrete-event simulations of Monks and others"
    " (2019), 20 items. docs/rules.md, docs/results.md and docs/scenario-files.md are pages of the"
    " project.",
    "stress.missing": "Missing:",
    "stress.section.objectives": "Objectives",
    "stress.section.logic": "Logic",
    "stress.section.data": "Data",
    "stress.section.experimentation": "Experimentation",
    "stress.section.implementation": "Implementation",
    "stress.section.access": "Code access",
    "stress.title.purpose": "Purpose of the model",
    "stress.title.outputs": "Model outputs",
    "stress.title.aims": "Aims of the experiments",
    "stress.title.diagram": "Diagram of the base model",
    "stress.title.base_logic": "Logic of the base model",
    "stress.title.scenario_logic": "Logic of the scenarios",
    "stress.title.algorithms": "Algorithms",
    "stress.title.components": "Components",
    "stress.title.data_sources": "Data sources",
    "stress.title.pre_processing": "Pre-processing",
    "stress.title.parameters": "Input parameters",
    "stress.title.assumptions": "Assumptions",
    "stress.title.initialisation": "Initialisation",
    "stress.title.run_length": "Run length",
    "stress.title.estimation": "Estimation approach",
    "stress.title.software": "Software",
    "stress.title.sampling": "Random sampling",
    "stress.title.execution": "Model execution",
    "stress.title.system": "System",
    "stress.title.code_access": "Where the model is shared",
    # objectives
    "stress.purpose.text": "To compare policies for youth care beforehand, beginning from"
    " “{region}”: what they do to waiting, to routes of children and to money, and how sure that"
    " is.",
    "stress.purpose.question": "The question: {question}",
    "stress.purpose.none": "no question was put; these are runs of one scenario.",
    "stress.outputs.text": "Main outcomes: {outcomes}. What each counts stands in docs/results.md.",
    "stress.outputs.never": "Nothing is said about the quality of help or the safety of a child,"
    " and"
    " no number about fewer than 10 children is shown.",
    "stress.aims.alone": "One scenario: {baseline}. It is compared with nothing.",
    "stress.aims.compared": "{others} beside {baseline}, on the same children.",
    "stress.aims.back": "Looking back at {period}: {others}.",
    "stress.aims.matters": "The smallest difference that matters: {matters}.",
    # logic
    "stress.diagram.text": "The chain is drawn in {page} and in figures/map.",
    "stress.diagram.none": "the chain was not drawn with these results; doorstroom map {scenario}"
    " draws it.",
    "stress.base_logic.text": "Children arrive at gates. At each place of the chain they wait for"
    " help if no place is free, get it for a time that is drawn, and go on by a route that is"
    " drawn, until they leave care, move or turn 18. On a list they may drop out, come in crisis or"
    " be deterred. What is in force changes by date. Every rule stands in docs/rules.md.",
    "stress.scenario_logic.baseline": "{title}: what the others are compared with.",
    "stress.scenario_logic.text": "{title}:",
    "stress.scenario_logic.none": "what “{title}” changes is not told in these results.",
    "stress.algorithms.text": "Arrivals are Poisson by need and gemeente (rule 4); a stay and a"
    " route are drawn from their distributions at a uniform number of their own (rules 5, 6, 14);"
    " free places go by priority, then by who waits longest (rule 8); the wait that is seen,"
    " deterring, places that follow and ceilings on money are worked out at fixed days (rules 28 to"
    " 32). Numbers of the rules are those of docs/rules.md.",
    "stress.components.entities": "Entities: children, by need ({needs}) and by gemeente"
    " ({gemeenten} in the region).",
    "stress.components.activities": "Activities: {stations}.",
    "stress.components.resources": "Resources: {pools} pools of places, {limited} of them limited"
    " and {staff} made from staff.",
    "stress.components.queues": "Queues: a list at each limited pool, or several where the file"
    " says"
    " so.",
    "stress.components.ends": "In: an arrival by a referrer, a return, or being there at the start."
    " Out: the end of a route, 18 years, a move, dropping out, or the end of the period.",
    # data
    "stress.data_sources.text": "Documents:",
    "stress.data_sources.none": "no documents are named in these results.",
    "stress.data_sources.no_address": "a public address of: {sources}.",
    "stress.pre_processing.text": "How a number was made from its source stands in its note, in the"
    " input files.",
    "stress.pre_processing.unknown": "the input files are not here as they were, so their notes"
    " cannot be counted.",
    "stress.pre_processing.bare": "{bare} of {derived} derived numbers have no note of their own.",
    "stress.parameters.text": "Numbers of “{scenario}”: {counts}.",
    "stress.parameters.all": "All of them, each with its line: doorstroom explain {scenario}"
    " --full.",
    "stress.parameters.draws": "Varied together: {numbers} numbers with a range, in {groups}"
    " groups.",
    "stress.parameters.no_draws": "no number was varied; all have their middle value.",
    "stress.assumptions.text": "{assumed} different numbers rest on no source; they stand in the"
    " register below.",
    "stress.assumptions.lost": "the numbers of {scenarios}: their files are not here as they were.",
    "stress.assumptions.no_source": "of {n} of these numbers no file says where they are from.",
    "stress.assumptions.no_range": "{n} of these numbers have no range.",
    "stress.assumptions.untested": "waits were not tested at: {stations}.",
    # experimentation
    "stress.initialisation.filled": "On {start} the chain is filled with who would be there by then"
    " (rule 23).",
    "stress.initialisation.empty": "On {start} the chain is empty.",
    "stress.initialisation.state": "On {start} the chain holds who was there by a state file.",
    "stress.initialisation.unknown": "how the chain is filled at the start; the file is not here as"
    " it was.",
    "stress.initialisation.warm_up": "From {start} to {first} the run warms up; nothing of that is"
    " reported.",
    "stress.run_length.text": "From {start} to {end}; the answer is about {period}.",
    "stress.estimation.runs": "{runs} per scenario. Scenarios are compared run by run, on the same"
    " children and the same chance (common random numbers).",
    "stress.estimation.draws": "Each has other values of what is not known; ranges are the middle"
    " 90% of them. {second} were run twice, to tell chance from doubt.",
    "stress.estimation.intervals": "Intervals are 95% intervals of the paired differences, by"
    " chance"
    " alone.",
    "stress.estimation.stopped": "Runs were added until the interval was narrow enough"
    " ({half_width}).",
    "stress.estimation.not_reached": "the interval did not become as narrow as was asked"
    " ({half_width}).",
    # implementation
    "stress.software.text": "Doorstroom {version}, with {versions}.",
    "stress.sampling.text": "Every decision has a uniform number of its own: a hash of the seed"
    " ({seed}), the run, the child, the place, the visit and the purpose (rule 5). A change in one"
    " place shifts no chance elsewhere.",
    "stress.execution.text": "By the {engine}. Events go by time, phase and child (rule 2); a"
    " second"
    " engine, written apart, gives the same visits to the bit.",
    "stress.execution.command": "The command: {command}",
    "stress.system.text": "{system}, {processor}, {cores} cores, {memory} GB; {jobs} at the same"
    " time, {seconds} seconds.",
    # code access
    "stress.code_access.licence": "Doorstroom {version} is free software (EUPL-1.2); its source"
    " comes"
    " with it.",
    "stress.code_access.commit": "The results were made with commit {commit}.",
    "stress.code_access.changed": "the working copy had changes that were not in that commit.",
    "stress.code_access.no_commit": "from which commit the results were made.",
    "stress.code_access.no_address": "a public address of the code; these results know of none.",
}
