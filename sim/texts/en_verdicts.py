"""Why a gain is not called better, in English: what follows "because" or "but"."""

VERDICTS: dict[str, str] = {
    "guard.shown": "{what} rises more than is allowed ({limit})",
    "guard.not_excluded": "it is not excluded that {what} rises more than is allowed ({limit})",
    "guard.missing": "{what} is not known",
    "guard.limit.per_1000": "{n} per 1,000 referrals at most",
    "guard.limit.weeks": "{n} week at most",
    "guard.limit.part": "{n} at most",
    "guard.outside": "youths from outside the region",
    "guard.without_help": "the number of youths without help after a year",
    "guard.never_helped": "the number of youths who do not get help",
    "guard.without_further_help": "the number of youths without the next help after a year",
    "guard.never_helped_further": "the number of youths who do not get the next help",
    "guard.escalated": "the number of youths who reach a crisis",
    "guard.weeks_to_help": "the time to first help in one of the groups",
    "guard.weeks_to_further_help": "the wait for the next help",
    "guard.moved_away": "the number of youths who leave for another gemeente",
    "guard.lost": (
        "the number of youths without help or the next help after a year, "
        "or who leave for another gemeente"
    ),
    "guard.cost": "the cost",
    "guard.put_in": "the gain was put in and not found",
    "guard.not_coming": "it is so only if those who no longer come need no help",
    "guard.not_returning": "it is so only if those who do not come back need no help",
    "guard.not_at_start": "it is so only if those who are not in care at the start need no help",
    "guard.fewer": (
        "it is so only if those who no longer come, do not come back or get no place need no help"
    ),
    "guard.other_help": "it is so only if the other help that youths go to is as good",
    "guard.less_care": "it is so only if less care is enough",
    "answer.from_file": "That follows from the file and is no finding of the simulation.",
    "verdict.put_in": "put in, not found",
}
