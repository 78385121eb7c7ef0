"""Reads a text step by step: what was waited for, machines, figures, words, and what is left."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from channels.sms.understanding.commands import Command, commands
from channels.sms.understanding.hearing import Ear, Hearing
from channels.sms.understanding.languages import language_of
from channels.sms.understanding.machines import silence
from channels.sms.understanding.normalise import cleaned, pieces, plain
from channels.sms.understanding.phrases import SOUNDS_ALIKE, Word
from channels.sms.understanding.questions import Question, is_sure, questions
from channels.sms.understanding.read import NOTHING_BEFORE, Before, Read, said, score_of
from channels.sms.understanding.text import LONGEST, Text, hear
from channels.sms.understanding.vocabulary import Vocabulary
from channels.sms.understanding.waiting import answered
from core.model.check_digits import ends_in_damm_digit
from core.model.clave import LENGTH as CLAVE_LENGTH
from core.refusals import TextMissing, TextTooLong

# The way almost everyone writes; what follows reads the same texts alike, and all the others.
_BARE = re.compile(r"([0-9]{3})[ .-]?([0-9]{3})[ .-]?([0-9]{4})(?: ([0-9]{6}))?")
# Whatever has one of these can be answered, and nearly every text has; %00 is nothing, so no 0.
_SAYS_SOMETHING = re.compile("[A-Za-z1-9]")
# What may be wished of a case that is named; any other word beside a number asks for its status.
_OF_A_CASE = ("stop", "notices_off", "state", "notices_on", "letter", "call_me", "person", "clave")
_COMMANDS = (
    *("stop", "start", "notices_off", "notices_on", "notices", "clave", "lost_number"),
    *("call_me", "more", "my_cases", "letter", "person", "help"),
)
_WORDED = ("complaint", "delay")
_QUESTIONS = ("procedure", "cost", "term", "visit", "office")
_OF_A_PLACE = ("visit", "office")
# More figures than that beside the word were meant as the number of a case.
_LONGEST_CLAVE = 7
_FREE = 50


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads texts; `is_procedure` says whether free words name something that is asked for."""

    vocabulary: Vocabulary
    hearing: Hearing
    is_procedure: Callable[[str], bool]

    @classmethod
    def of(cls, vocabulary: Vocabulary, ear: Ear, is_procedure: Callable[[str], bool]) -> Self:
        """Build a reader over a vocabulary and the ear that knows its words."""
        return cls(vocabulary, Hearing(ear, vocabulary), is_procedure)

    def check(self, text: str) -> None:
        """Refuse a text that nobody can answer: too long, or without a letter or figure."""
        if len(text) > LONGEST:
            raise TextTooLong(limit=LONGEST)
        if not (_SAYS_SOMETHING.search(text) or pieces(plain(cleaned(text)))):
            raise TextMissing

    def read(self, text: str, before: Before = NOTHING_BEFORE) -> Read:
        """Tell what a text asks; whatever asks for nothing known is not understood."""
        bare = _BARE.fullmatch(text)
        if bare is not None and ends_in_damm_digit("".join(bare.group(1, 2, 3))):
            return _status("".join(bare.group(1, 2, 3)), bare[4])
        heard = hear(text, self.hearing)
        found = answered(heard, before, self.vocabulary)
        return found or next(
            filter(None, (step(heard) for step in self._steps())),
            Read(name="not_understood", score=0, why="nothing known"),
        )

    def _steps(self) -> Iterator[Callable[[Text], Read | None]]:
        yield from (self._of_a_machine, self._about_a_case, self._named_language, self._worded)
        yield from (self._command, self._question, self._figures, self._free)

    def _of_a_machine(self, text: Text) -> Read | None:
        kind = silence(text.written, text.pieces, text.whole, self.vocabulary)
        if not kind or (kind != "own" and text.figures.numbers):
            return None
        if kind == "advertising":
            return Read(name="not_understood", score=0, why="advertising")
        return Read(name=f"silent:{kind}", why=f"written by a machine: {kind}")

    def _about_a_case(self, text: Text) -> Read | None:
        """Read a text that names a case: what is wished of it, or where it stands."""
        numbers = text.figures.numbers
        if len(numbers) > 1:
            return Read(name="ambiguous", argument=" ".join(numbers), why="several numbers")
        if not numbers:
            alias = f"alias:{text.alias}"
            why = "an office's own number"
            return Read(name="status", argument=alias, why=why) if text.alias else None
        (number,) = numbers
        worded = self._worded(text)
        if worded is not None:
            return replace(worded, number=number)
        for command in self._commands(text.letters, _OF_A_CASE):
            # To be told now whether it is signed is to ask where the case stands.
            if command.rule.name == "state":
                break
            # A clave that is given belongs to the status; only a lost one is a wish of its own.
            if command.rule.name == "clave" and (text.figures.clave or not command.is_sentence):
                break
            return replace(_of_command(command), number=number, argument=number)
        return _status(number, text.figures.clave)

    def _named_language(self, text: Text) -> Read | None:
        spoken = language_of(text.words, self.vocabulary)
        return None if spoken is None else Read(name="language", argument=spoken, why="its name")

    def _worded(self, text: Text) -> Read | None:
        """Read a complaint: all that follows is its words, or all if it tells what was done."""
        asked = self._asked(text.words, _WORDED)
        if asked is not None and asked.argument:
            return asked
        for command in commands(text.words, ("complaint",), self.vocabulary):
            return replace(_of_command(command), argument=said(text.words))
        return asked

    def _question(self, text: Text) -> Read | None:
        found = self._asked(text.words, _QUESTIONS)
        if found is not None and found.name == "cost" and not self._may_cost(text, found.argument):
            return None
        timeless = self.hearing.without_when(text.words)
        is_of_a_place = found is None or found.name in _OF_A_PLACE
        if is_of_a_place and len(timeless) < len(text.words):
            return self._asked(timeless, _OF_A_PLACE) or found
        return found

    def _may_cost(self, text: Text, about: str) -> bool:
        """Say whether its price may be ours to tell: nobody here sells potatoes."""
        if not about or any(word.is_figures for word in text.words):
            return True
        is_wished = any(not self.vocabulary.wishing.isdisjoint(word.near) for word in text.words)
        return is_wished or self.is_procedure(about)

    def _asked(self, heard: Sequence[Word], names: tuple[str, ...]) -> Read | None:
        unled = self.hearing.without_lead(heard)
        for words in (heard, unled) if len(unled) < len(heard) else (heard,):
            for question in filter(is_sure, questions(words, names, self.vocabulary)):
                return _of_question(question)
        return None

    def _command(self, text: Text) -> Read | None:
        figures = text.figures
        has_a_number_beside = figures.has_six or figures.document
        words = [word for word in text.spoken if not (has_a_number_beside and word.is_figures)]
        for command in self._commands(words, _COMMANDS):
            read = _of_command(command)
            if read.name == "lost_number":
                return replace(read, argument=figures.document)
            if read.name != "clave":
                return read
            if len(figures.meant) > _LONGEST_CLAVE:
                return None
            given = figures.clave if figures.has_six else None
            return replace(read, argument=given or "", clave=given)
        return None

    def _commands(self, words: Sequence[Word], names: Sequence[str]) -> Iterator[Command]:
        """Yield what is asked as it stands, then without the wish before it."""
        yield from commands(words, names, self.vocabulary)
        unwished = self.hearing.without_wish(words)
        if len(unwished) < len(words):
            yield from commands(unwished, names, self.vocabulary)

    def _figures(self, text: Text) -> Read | None:
        if not text.figures.meant:
            return None
        return Read(
            name="status_bad",
            number=text.figures.meant,
            clave=text.figures.clave,
            why="figures whose check digit or length is wrong",
        )

    def _free(self, text: Text) -> Read | None:
        """Read what is left: a case without its number, or a wish for some procedure."""
        for command in commands(text.words, ("status",), self.vocabulary):
            return _of_command(command)
        is_wish = any(
            heard in self.vocabulary.wishing and cost <= SOUNDS_ALIKE
            for word in text.words
            for heard, cost in word.near.items()
        )
        if text.words and (is_wish or self.is_procedure(text.written)):
            why = "words that name a procedure"
            return Read(name="wish", argument=said(text.words), score=_FREE, why=why)
        return None


def _status(number: str, clave: str | None) -> Read:
    is_whole = clave is not None and len(clave) == CLAVE_LENGTH
    argument = f"{number} {clave}" if is_whole else number
    why = "the check digit of the number agrees"
    return Read(name="status", argument=argument, number=number, clave=clave, why=why)


def _of_command(command: Command) -> Read:
    rule = command.rule
    score = score_of(command.cost)
    return Read(name=rule.name, score=score, why=command.how, language=rule.language)


def _of_question(question: Question) -> Read:
    return Read(
        name=question.rule.name,
        argument=said(question.about),
        score=score_of(question.cost),
        why=question.how,
        language=question.rule.language,
    )
