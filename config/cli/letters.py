"""Letters: wished for, read, approved, called back, and where each one is."""

from pathlib import Path

import click

from config.cli.frame import Record, Words, answer_each, json_option, opened, show
from config.cli.letters_back import deliver, give_back
from config.cli.letters_bag import bag
from config.cli.letters_hand import hand_of, key_of, letter_record
from config.cli.letters_run import extract, printed, run, sample
from config.cli.letters_scan import scan
from config.use_cases import new_id
from core.letter_hands import EVERY_INSTITUTION, Hand
from core.letter_words import proof_sha256
from core.mailing import Wanted
from core.model.letter import LetterKind, LetterState

ANYONE = Hand(by="system:release", via="cli", institution=EVERY_INSTITUTION)
A_PAGE = 100
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group("letters")
def verb() -> None:
    """Cartas: pedirlas, aprobarlas, imprimirlas en un tiraje y seguirlas."""


for command in (run, printed, sample, extract, scan, give_back, deliver, bag):
    verb.add_command(command)


@verb.command("queue")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in LetterKind]),
    required=True,
    help="Qué carta.",
)
@click.option("--number", default="", help="Expediente del que trata.")
@click.option("--person", default="", help="A quién va, si no trata de un expediente.")
@click.option("--subject", default="", help="De qué trata, si no es un expediente: un trámite.")
@click.option("--visit", default="", help="Visita con la que viaja, en vez del correo.")
@click.option("--large", is_flag=True, help="En letra grande.")
@click.option("--say", "said", multiple=True, help="Lo que pone el personal: campo=texto.")
@click.option("--user", required=True, help="Quién la pide.")
@json_option
def queue(
    *,
    kind: str,
    number: str,
    person: str,
    subject: str,
    visit: str,
    large: bool,
    said: tuple[str, ...],
    user: str,
    as_json: bool,
) -> None:
    """Pone una carta en cola; la que tiene efecto legal espera aprobación."""
    with opened() as house:
        wanted = Wanted(
            kind=LetterKind(kind),
            wish=f"asked:{new_id()}",
            number=number,
            person=person,
            subject=subject,
            is_large=large,
            unit_visit=visit,
            said=_said(said),
        )
        letter = house.post.mailing.queue(wanted, hand_of(house, user))
        is_new = letter.wish == wanted.wish
        show(letter_record(house, letter, is_new=is_new), as_json=as_json)


def _said(said: tuple[str, ...]) -> dict[str, str]:
    for one in said:
        if "=" not in one:
            raise click.BadParameter(f"{one!r} no es campo=texto.", param_hint="--say")
    return {name.strip(): words.strip() for name, _, words in (one.partition("=") for one in said)}


@verb.command("list")
@click.option("--institution", required=True, help="Entidad, como muni-pisac.")
@click.option(
    "--state",
    type=click.Choice([state.value for state in LetterState]),
    default=None,
    help="Solo las que están así.",
)
@json_option
def list_(*, institution: str, state: str | None, as_json: bool) -> None:
    """Dice cuántas cartas hay en cada estado, o cuáles están en uno."""
    with opened() as house:
        key = key_of(house, institution)
        if state is None:
            counts = house.shelf.letters.counts(key)
            show({name.value: count for name, count in counts.items()}, as_json=as_json)
            return
        for letter in house.shelf.letters.listed(key, (LetterState(state),), limit=A_PAGE):
            show(letter_record(house, letter), as_json=as_json)


@verb.command("show")
@click.argument("code")
@json_option
def show_letter(code: str, *, as_json: bool) -> None:
    """Muestra dónde está una carta y por dónde pasó; con - un código por línea."""
    with opened() as house:

        def ask(line: str) -> Record:
            return letter_record(house, house.post.mailing.get(line, ANYONE), with_steps=True)

        answer_each(code, ask, as_json=as_json, nothing="letter")


@verb.command("proof")
@click.argument("code", required=False)
@click.option(
    "--sample", "kind", type=click.Choice([kind.value for kind in LetterKind]), help="Un modelo."
)
@click.option("--out", type=FOLDER, required=True, help="En qué carpeta se escribe el PDF.")
@click.option("--guides", is_flag=True, help="Con las zonas del sobre; no se envía.")
@json_option
def proof(code: str | None, *, kind: str | None, out: Path, guides: bool, as_json: bool) -> None:
    """Imprime una carta como saldría, sin mandarla; con --sample, un modelo de su clase."""
    from config.letter_copies import marked  # noqa: PLC0415 - the press costs a second to load
    from config.letter_desk import words_of  # noqa: PLC0415
    from config.letter_specimens import specimen  # noqa: PLC0415
    from config.pressroom import print_proof  # noqa: PLC0415
    from letters.written import write  # noqa: PLC0415

    if (code is None) is (kind is None):
        raise click.UsageError("Diga el código de una carta, o --sample y una clase.")
    if kind is not None:
        words, name = specimen(LetterKind(kind)), f"modelo-{kind}"
        text = words
    else:
        with opened() as house:
            letter = house.post.mailing.get(code or "", ANYONE)
            words, name = words_of(house, letter), letter.id.code
            text = marked(house, letter, words)
    made = print_proof(text, guides=guides)
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{name}.pdf"
    path.write_bytes(made.pdf)
    seen = proof_sha256(write(words))
    show({"file": str(path), "pages": made.pages, "proof": seen}, as_json=as_json)


@verb.command("approve")
@click.argument("code")
@click.option("--basis", type=Words(), required=True, help="Base legal, como TUO LPAG art. 136.")
@click.option("--proof", "seen", default="", help="La prueba que se leyó, como la dice `proof`.")
@click.option("--user", required=True, help="Quién responde por ella.")
@json_option
def approve_letter(code: str, *, basis: str, seen: str, user: str, as_json: bool) -> None:
    """Aprueba una carta con efecto legal: se imprimirá tal como se leyó."""
    from config.letter_desk import approve  # noqa: PLC0415 - words need their fonts

    with opened() as house:
        hand = hand_of(house, user)
        done = approve(house, code, hand, basis=basis, seen=seen.strip().lower())
        show(letter_record(house, done.letter, is_new=done.is_new), as_json=as_json)


@verb.command("cancel")
@click.argument("code")
@click.option("--user", required=True, help="Quién la anula.")
@json_option
def cancel(code: str, *, user: str, as_json: bool) -> None:
    """Anula una carta antes de su tiraje; con - un código por línea."""
    with opened() as house:
        hand = hand_of(house, user)

        def call_back(line: str) -> Record:
            done = house.post.mailing.cancel(line, hand)
            return letter_record(house, done.letter, is_new=done.is_new)

        answer_each(code, call_back, as_json=as_json, nothing="letter")


@verb.command("reprint")
@click.argument("code")
@click.option("--why", type=Words(), required=True, help="Por qué hace falta otra vez.")
@click.option("--user", required=True, help="Quién lo pide.")
@json_option
def reprint(code: str, *, why: str, user: str, as_json: bool) -> None:
    """Pone otra vez en cola una carta que se perdió, con un código nuevo."""
    with opened() as house:
        again = house.post.reprinting.reprint(code, why, hand_of(house, user))
        show(letter_record(house, again), as_json=as_json)
