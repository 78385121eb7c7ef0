"""The options that describe a citizen at intake."""

from collections.abc import Callable
from typing import Any, TypedDict

import click

from config.cli.frame import Words
from config.house import House
from core.model.citizen import Address
from core.model.identity import IdentityDocument
from core.model.place import Ubigeo, UbigeoSystem
from core.people import NewCitizen
from core.telling_change import CONSENT

_OPTIONS = (
    click.option("--name", type=Words(), required=True, help="Nombres y apellidos."),
    click.option("--district", required=True, help="Distrito donde vive, por nombre o INEI."),
    click.option("--document", default=None, help="DNI."),
    click.option("--phone", default=None, help="Teléfono."),
    click.option("--own-phone", is_flag=True, help="El teléfono no es compartido."),
    click.option("--proved-phone", is_flag=True, help="Se probó el teléfono en persona."),
    click.option("--sms", is_flag=True, help="Acepta recibir avisos por mensaje."),
    click.option("--address", default=None, help="Dirección o comunidad."),
    click.option("--reference", default="", help="Referencia."),
    click.option("--language", default=None, help="Lengua en que prefiere que le hablen."),
)


class SaidCitizen(TypedDict):
    """What `citizen_options` add to a command."""

    name: str
    district: str
    document: str | None
    phone: str | None
    own_phone: bool
    proved_phone: bool
    sms: bool
    address: str | None
    reference: str
    language: str | None


def citizen_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what describes a citizen."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_citizen(house: House, institution: str, said: SaidCitizen) -> NewCitizen:
    """Read the options as a citizen, or refuse the one that is wrong."""
    district = house.gazetteer.one(said["district"])
    address = None
    if said["address"] is not None:
        address = Address(
            recipient=said["name"],
            district=Ubigeo(UbigeoSystem.INEI, district.inei),
            lines=(said["address"],),
            reference=said["reference"],
        )
    document, phone = said["document"], said["phone"]
    return NewCitizen(
        name=said["name"],
        district=district.inei,
        institution=institution,
        document=None if document is None else IdentityDocument.parse("dni", document),
        phone=None if phone is None else house.numbering.read(phone),
        phone_shared=not said["own_phone"],
        phone_proved=said["proved_phone"],
        address=address,
        language=said["language"],
        consents={CONSENT: house.clock.today()} if said["sms"] else {},
    )
