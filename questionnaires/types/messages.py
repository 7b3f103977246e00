"""What is said about an answer that cannot be accepted: English sentences, translated when shown."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 - the name that message extractors look for
    """Mark a message for translation."""
    return message


ANSWER_NEEDED = N_("Please answer this question.")
ROWS_NEEDED = N_("Please answer every line: {missing} of {count} have no answer yet.")
PLACES_NEEDED = N_("Please fill all {count} places: {missing} are still empty.")

NOT_OFFERED = N_("“{value}” is not among the answers offered. Please choose again.")
NOT_OFFERED_NOW = N_("“{label}” does not fit your other answers. Please choose again.")
AUTHORS = "{said}"
"""An author's own words, which stand in the questionnaire in every language."""
ONE_ONLY = N_("Please choose one answer only.")
EXCLUSIVE = N_(
    "One of the answers you chose cannot stand together with others. Please keep either it or the others."
)
ANSWER_OR_MISSING = N_("You gave an answer and also ticked that you would not. Please keep one of the two.")

NOT_A_NUMBER = N_("“{value}” is not a number. Please write it in digits, for example 12.")
NOT_WHOLE = N_("Please write a whole number, without a comma or point.")
TOO_SMALL = N_("{value} is too small: the smallest number possible is {low}.")
TOO_LARGE = N_("{value} is too large: the largest number possible is {high}.")
TOO_EXACT = N_("{value} is too exact: at most {digits} digits after the comma are possible.")
SUM_WRONG = N_("Your numbers make {sum} together, but {total} are to be divided. Please correct them.")
NOT_A_DATE = N_("“{value}” cannot be understood. Please write it like this: {example}.")
OUT_OF_TIME = N_("{value} cannot be right: please answer with something from {low} to {high}.")
NOT_A_YEAR = N_("“{value}” is not a year. Please write four digits, for example 2019.")
YEAR_RANGE = N_("{value} cannot be right: please write a year from {low} to {high}.")

TEXT_TOO_LONG = N_("Your text is {over} characters too long: at most {length} are possible.")

RANKED_TWICE = N_("You gave the same answer two places. Please give each answer one place only.")
BEST_AND_WORST = N_("One answer cannot be both. Please choose two different ones.")
RANK_GAP = N_(
    "Place {place} is empty, but a later place is filled. Please fill the places from the first on."
)
