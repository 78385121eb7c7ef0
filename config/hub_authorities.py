"""Finds by whose certificates a unit believes that it speaks with the hub."""

import ssl
from pathlib import Path

from config.settings import Settings
from core.refusals import SettingInvalid

SETTING = "HUB_CA_FILE"


def authorities_of(settings: Settings) -> bool | str:
    """Tell the file of a private authority, or that those of the machine are believed.

    A file that is wrong is refused by name: on the road nobody could tell it from a bad line.
    """
    if not settings.hub_ca_file:
        return True
    path = Path(settings.hub_ca_file)
    if not path.is_file():
        raise SettingInvalid(setting=SETTING, problem="not_a_file")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except (ssl.SSLError, OSError) as fault:
        raise SettingInvalid(setting=SETTING, problem="not_certificates") from fault
    return str(path)
