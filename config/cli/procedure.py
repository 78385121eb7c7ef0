"""Answers what a procedure needs, costs and takes."""

import click

from config.cli.answers import channel_option, language_option, record_of
from config.cli.frame import Record, answer_each, json_option, opened


@click.command("procedure")
@click.argument("code")
@channel_option
@language_option
@json_option
def verb(code: str, channel: str, language: str, as_json: bool) -> None:
    """Dice qué pide un trámite, cuánto cuesta y cuánto demora; con - un código por línea."""
    with opened() as house:

        def ask(line: str) -> Record:
            answer = house.inquiry.procedure(line)
            return record_of(answer, house.wording, channel=channel, language=language)

        answer_each(code, ask, as_json=as_json, nothing="name")
