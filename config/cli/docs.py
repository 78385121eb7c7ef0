"""Writes the reference pages of settings and verbs, and the drawings of the call scripts."""

from collections.abc import Iterator
from pathlib import Path

import click

from config.cli.flow_drawing import keep_drawing
from config.drawing import shipped_pictures
from config.settings import ROOT, Settings
from ivr_flows.drawn.svg import is_drawn_from

FOLDER = ROOT / "docs" / "reference"
DRAWINGS = ROOT / "docs" / "flows"
HEAD = "<!-- Written by `make docs`; do not edit. -->\n"


@click.command("docs")
@click.option("--folder", type=click.Path(path_type=Path), default=FOLDER, help="Dónde se escribe.")
@click.option("--check", is_flag=True, help="No escribe: falla si algo está viejo.")
def verb(folder: Path, *, check: bool) -> None:
    """Escribe otra vez las páginas de ajustes y verbos, y los dibujos de los guiones."""
    pages = {"settings.md": settings_page(), "cli.md": cli_page()}
    old = [name for name, text in pages.items() if _read(folder / name) != text]
    drawings = DRAWINGS if folder == FOLDER else folder / DRAWINGS.name
    faded = {
        name: picture
        for name, picture in shipped_pictures().items()
        if not is_drawn_from(_read(drawings / name), picture.text)
    }
    if check:
        if old or faded:
            raise click.ClickException(f"viejas: {', '.join([*old, *faded])}; corra make docs")
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name in old:
        (folder / name).write_text(pages[name], encoding="utf-8")
        click.echo(f"docs/reference/{name}")
    for name, picture in faded.items():
        keep_drawing(drawings / name, picture)
        click.echo(f"docs/{DRAWINGS.name}/{name}")


def settings_page() -> str:
    """Write the table of settings."""
    rows = [
        f"| `{name.upper()}` | {_default(name)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    head = ["# Settings", "", "Read once from the environment when a process starts.", ""]
    table = ["| setting | without it | what for |", "|---|---|---|"]
    return HEAD + "\n".join([*head, *table, *rows]) + "\n"


def cli_page() -> str:
    """Write every verb with its options."""
    from config.cli import cli  # noqa: PLC0415 - that module finds this one by name

    context = click.Context(cli, info_name="./convergencia")
    head = ["# Verbs", "", "Help texts are in Spanish, as for everyone who uses them.", ""]
    return HEAD + "\n".join([*head, *_verbs(cli, context)]).rstrip() + "\n"


def _verbs(command: click.Command, context: click.Context) -> Iterator[str]:
    if isinstance(command, click.Group):
        if command.invoke_without_command:
            yield from _one(command, context)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield from _verbs(child, click.Context(child, context, info_name=name))
        return
    yield from _one(command, context)


def _one(command: click.Command, context: click.Context) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"## `{context.command_path.removeprefix('./convergencia ')}`"
    yield ""
    yield command.help or ""
    yield ""
    yield f"`{context.command_path} {usage}`"
    yield ""
    yield from _options(command)


def _options(command: click.Command) -> Iterator[str]:
    options = [option for option in command.params if isinstance(option, click.Option)]
    for option in options:
        yield f"- `{', '.join(option.opts)}`: {option.help}"
    if options:
        yield ""


def _default(name: str) -> str:
    if name == "var_folder":
        return "`var/`"
    default = Settings.model_fields[name].default
    return f"`{default}`" if isinstance(default, str | int) and default != "" else "—"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
