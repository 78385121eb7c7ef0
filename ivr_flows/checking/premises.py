"""What a script is judged by: the questions of its door, and the words of each language."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

# An old person on a bad line follows 140 to 150 Spanish words a minute; the middle is taken.
WORDS_A_MINUTE = 145
PLACE = re.compile(r"\{([a-z_]+)(?::[a-z]+)?\}")

Seconds = Callable[[str, str], float | None]


def no_recording(_language: str, _message: str) -> float | None:
    """Know no recording: every length is worked out from the words."""
    return None


def spoken_seconds(text: str) -> float:
    """Work out how long a text is spoken; a place for a fact counts as one word."""
    return len(text.split()) * 60 / WORDS_A_MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """What is known of the house: `words` are the enabled languages, the country's first.

    A message whose text is empty is only known to be there. `recorded` tells the length of a
    recording, where there is one.
    """

    refusal_codes: Mapping[str, Collection[str]]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    recorded: Seconds = no_recording

    def seconds(self, language: str, message: str) -> float:
        """Tell how long a message lasts: as recorded, or as worked out from its words."""
        recorded = self.recorded(language, message)
        if recorded is not None:
            return recorded
        return spoken_seconds(self.words.get(language, {}).get(message, ""))

    def texts(self, message: str) -> Mapping[str, str]:
        """List the texts of a message by language, where they are known."""
        found = {language: told.get(message, "") for language, told in self.words.items()}
        return {language: text for language, text in found.items() if text}

    def first_text(self, message: str) -> str:
        """Tell the text in the country's first language, or nothing if it is not known."""
        first = next(iter(self.words.values()), {})
        return first.get(message, "")
