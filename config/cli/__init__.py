"""The verbs of the command line: one for every question and every act."""

from importlib import import_module

import click

# Loaded when asked for: a verb that needs no database starts without one.
VERBS = {
    "audit": "config.cli.audit",
    "calendar": "config.cli.calendar",
    "calls": "config.cli.calls",
    "case": "config.cli.case",
    "citizen": "config.cli.citizen",
    "deadline": "config.cli.deadline",
    "demo": "config.cli.demo",
    "docs": "config.cli.docs",
    "document": "config.cli.document",
    "export": "config.cli.exporting",
    "flows": "config.cli.flows",
    "import": "config.cli.importing",
    "letters": "config.cli.letters",
    "migrate": "config.cli.migrate",
    "number": "config.cli.number",
    "office": "config.cli.office",
    "origin": "config.cli.origin",
    "phone": "config.cli.phone",
    "place": "config.cli.place",
    "play": "config.cli.play",
    "procedure": "config.cli.procedure",
    "procedures": "config.cli.procedures",
    "rebuild": "config.cli.rebuild",
    "sample": "config.cli.sample",
    "search": "config.cli.search",
    "serve": "config.cli.serve",
    "sms": "config.cli.sms",
    "status": "config.cli.status",
    "trip": "config.cli.trip",
    "unit": "config.cli.unit",
    "user": "config.cli.user",
    "visit": "config.cli.visit",
    "wording": "config.cli.wording",
    "work": "config.cli.work",
}


class Verbs(click.Group):
    """Finds each verb in the file of its family."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List every verb."""
        del ctx
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the verb asked for."""
        del ctx
        if cmd_name not in VERBS:
            return None
        verb: click.Command = import_module(VERBS[cmd_name]).verb
        return verb


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Convergencia: un expediente, cualquier canal."""
