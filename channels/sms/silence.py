"""Why a text is not answered: each reason is kept as the outcome of its contact."""

from enum import StrEnum


class Silence(StrEnum):
    """The only reasons for which the house says nothing to a text."""

    LOOP = "silent_loop"  # a machine wrote it, or our own words came back
    LATE = "silent_late"  # it came late, and asks what was answered minutes ago
    CAP = "silent_cap"  # the phone was told that it waits
    OPTED_OUT = "silent_opted_out"  # that we write no more was said before
    UNREACHABLE = "silent_unreachable"  # letters, a short code or a hidden phone: no way back
    PERSON = "silent_person"  # a person of the office has the conversation
