"""Answers what a procedure needs, costs and takes, and lets staff name it as people do."""

import click

from config.cataloguing import cataloguing_of
from config.cli.answers import channel_option, language_option, record_of
from config.cli.frame import Record, answer_each, json_option, opened, show
from core.acts import Act

SYSTEM = "system:cli"


class _ByCode(click.Group):
    """Takes whatever is no verb for a code that is asked about."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or the question of which this is the code."""
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return "show", self.commands["show"], args


@click.group("procedure", cls=_ByCode, context_settings={"ignore_unknown_options": True})
def verb() -> None:
    """Un trámite: lo que pide y el nombre corto con que se dice."""


@verb.command("show")
@click.argument("code")
@channel_option
@language_option
@json_option
def show_procedure(code: str, channel: str, language: str, as_json: bool) -> None:
    """Dice qué pide un trámite, cuánto cuesta y cuánto demora; con - un código por línea.

    Basta `procedure CODE`.
    """
    with opened() as house:

        def ask(line: str) -> Record:
            answer = house.inquiry.procedure(line)
            return record_of(answer, house.wording, channel=channel, language=language)

        answer_each(code, ask, as_json=as_json, nothing="name")


@verb.command("edit")
@click.argument("code")
@click.option("--short-name", required=True, help="Hasta 40 letras, sin á í ó ú.")
@json_option
def edit(code: str, *, short_name: str, as_json: bool) -> None:
    """Publica un nombre corto puesto a mano; ninguna importación lo cambia después."""
    with opened() as house:
        act = Act(actor=SYSTEM, via="cli", on=house.clock.today())
        document = cataloguing_of(house).rename(code, short_name, act)
        record = {
            "key": document.key,
            "version": document.version,
            "short_name": document.body["short_name"],
        }
        show(record, as_json=as_json)
