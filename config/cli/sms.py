"""Asks about texts themselves: who carries them and what they cost."""

import click

from config.cli.sms_carriers import carriers
from config.cli.sms_check import check_verb
from config.cli.sms_explain import explain
from config.cli.sms_parts import parts


@click.group("sms")
def verb() -> None:
    """Pregunta por los mensajes de texto."""


for family in (carriers, parts, check_verb, explain):
    verb.add_command(family)
