"""A clerk at the command line: types verbs into a house of the test's own and reads the answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

from config.cli import cli
from config.cli.frame import told
from config.settings import Settings
from tests.houses import MASTER_KEY, PUBLIC_URL, TWILIO_TOKEN


class _Whole(click.Command):
    """The command line as it is started: a refusal is told, anything else is a fault."""

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - click's own signature
        with told():
            return cli.main(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back on the terminal."""

    exit_code: int
    out: str
    err: str

    @property
    def record(self) -> dict[str, Any]:
        """Read the one JSON object."""
        (record,) = self.records
        return record

    @property
    def records(self) -> list[dict[str, Any]]:
        """Read one JSON object from each line."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True, slots=True)
class Clerk:
    """Someone who types; nothing of the machine's own environment reaches the house."""

    var: Path
    environment: Mapping[str, str | None]

    def types(self, *words: str, stdin: bytes = b"") -> Reply:
        """Type a verb; whatever comes back, it is no traceback."""
        result = CliRunner().invoke(
            _Whole("convergencia"), words, input=stdin, env=self.environment
        )
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Reply(result.exit_code, result.stdout, result.stderr)

    def does(self, *words: str, stdin: bytes = b"") -> dict[str, Any]:
        """Type a verb that must succeed, and read its one JSON object."""
        reply = self.types(*words, "--json", stdin=stdin)
        assert reply.exit_code == 0, reply.err
        return reply.record

    def is_refused(self, code: str, *words: str) -> None:
        """Type a verb that must be refused, in words and with its code."""
        reply = self.types(*words)
        assert reply.exit_code == 2
        assert reply.out == ""
        assert reply.err.endswith(f" [{code}]\n")
        assert len(reply.err) > len(f" [{code}]\n") + 10


def clerk_of(var: Path, **more: str) -> Clerk:
    """Sit a clerk down at a house."""
    clean: dict[str, str | None] = {name.upper(): None for name in Settings.model_fields}
    ours = {
        "VAR_FOLDER": str(var),
        "MASTER_KEY": MASTER_KEY,
        "TWILIO_AUTH_TOKEN": TWILIO_TOKEN,
        "PUBLIC_URL": PUBLIC_URL,
    }
    return Clerk(var, clean | ours | more)
