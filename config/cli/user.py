"""Adds members of staff, shuts them out and gives them a new start."""

import click

from channels.desk.signing.codes import code_of
from config.cli.frame import Words, json_option, opened, show
from config.desk import staff_of, staffing_of
from config.founding import SYSTEM
from config.house import House
from core.acts import Act
from core.model.user import Role, User
from core.refusals import SettingInvalid, UserUnknown
from core.staffing import Issued


@click.group("user")
def verb() -> None:
    """Personal de la casa."""


@verb.command("add")
@click.argument("name", type=Words())
@click.option("--institution", required=True, help="Entidad donde trabaja, como muni-pisac.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.OFFICER.value,
    help="Qué puede hacer.",
)
@json_option
def add(name: str, *, institution: str, role: str, as_json: bool) -> None:
    """Agrega a una persona y da su contraseña de un solo uso; vale 72 horas."""
    with opened() as house:
        key = institution if "/" in institution else f"{house.country.code}/{institution}"
        house.shelf.library.books().institution(key)
        staffing = staffing_of(house)
        issued = staffing.add(name, institution=key, role=Role(role), act=_act(house))
        given = {"user": issued.user, "role": role, "institution": key}
        show({**given, "password": issued.password}, as_json=as_json)


@verb.command("list")
@json_option
def list_(*, as_json: bool) -> None:
    """Dice quiénes pueden entrar y con qué."""
    with opened() as house:
        staff = staff_of(house)
        for user in staff.of_institution(None):
            name = staff.value(user.id, "name") or ""
            show({"name": name, **_record(user)}, as_json=as_json)
            if not as_json:
                click.echo()


@verb.command("disable")
@click.argument("name", type=Words())
@json_option
def disable(name: str, *, as_json: bool) -> None:
    """Cierra la puerta a una persona, desde ya; sus sesiones terminan."""
    with opened() as house:
        user = _user(house, name)
        staffing_of(house).disable(user.id, _act(house))
        show({"user": user.id, "disabled": True}, as_json=as_json)


@verb.command("enable")
@click.argument("name", type=Words())
@json_option
def enable(name: str, *, as_json: bool) -> None:
    """Deja entrar otra vez a una persona."""
    with opened() as house:
        user = _user(house, name)
        staffing_of(house).enable(user.id, _act(house))
        show({"user": user.id, "disabled": False}, as_json=as_json)


@verb.command("reset")
@click.argument("name", type=Words())
@json_option
def reset(name: str, *, as_json: bool) -> None:
    """Da otra contraseña de un solo uso y quita el segundo paso; sus sesiones terminan."""
    with opened() as house:
        issued: Issued = staffing_of(house).reset(_user(house, name).id, _act(house))
        show({"user": issued.user, "password": issued.password}, as_json=as_json)


@verb.command("code")
@click.argument("name", type=Words())
@json_option
def code(name: str, *, as_json: bool) -> None:
    """Dice el código de ahora de una persona; solo para probar, nunca en producción."""
    with opened() as house:
        if house.settings.environment == "production":
            raise SettingInvalid(setting="ENVIRONMENT", problem="only_in_development")
        user = _user(house, name)
        # Who has no codes yet is about to begin the next issue.
        issue = user.codes_issue if user.has_codes else user.codes_issue + 1
        secret = house.keys.second_factor(user.id, issue)
        show({"code": code_of(secret, house.clock.now())}, as_json=as_json)


def _user(house: House, name: str) -> User:
    user = staff_of(house).find(name)
    if user is None:
        raise UserUnknown
    return user


def _act(house: House) -> Act:
    return Act(actor=SYSTEM, via="cli", on=house.clock.today())


def _record(user: User) -> dict[str, object]:
    return {
        "user": user.id,
        "institution": user.institution,
        "role": user.role.value,
        "disabled": user.disabled,
        "codes": user.has_codes,
        "passkeys": len(user.passkeys),
        "must_choose": user.must_choose,
    }
