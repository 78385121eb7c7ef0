"""Assembles the door for Asterisk: the conversation that every carrier has, spoken by ourselves."""

import secrets
from concurrent.futures import Executor

from channels.porch.laid_out import LaidOut
from channels.porch.speech import Speech
from channels.voice.asterisk import AsteriskDoor
from channels.voice.introduction import Introduction
from channels.voice.plan import plan_text
from channels.voice.render import Spoken
from channels.voice.sounds import SoundMissing, Sounds
from channels.voice.telling import CHANNEL
from config.calls import SCRIPT, conversation_of
from config.flows import sound_script
from config.house import House
from config.messages import recordings_folder
from config.returns import exchange_tariff, returns_of
from config.secrets_on_disk import ivr_token_of
from config.settings import Settings
from core.model.answers import Line
from core.refusals import SettingInvalid

# Every fixed prompt and the answers of some weeks, at about a hundred kilobytes each.
MOST_SOUNDS = 2_000
MARK_BYTES = 8
FOR_THE_GROUP, WRITTEN_BY_THE_GROUP = 0o750, 0o770


def asterisk_door(house: House, turns: Executor) -> AsteriskDoor:
    """Assemble the door, or refuse where it could not even apologise aloud."""
    token, script = ivr_token_of(house.settings), sound_script(SCRIPT)
    sounds = _sounds(house)
    (lost,) = script.nodes[script.lost].messages()
    apology = _apology(house, lost)
    try:
        sounds.names((apology,))
    except SoundMissing as fault:
        raise SettingInvalid(setting="IVR", problem="no_voice_on_this_machine") from fault
    return AsteriskDoor(
        conversation=conversation_of(house, plan_text),
        introduction=Introduction(house.blind_caller, house.country_of, _mark),
        returns=returns_of(house, exchange_tariff(house)),
        sounds=sounds,
        apology=apology,
        turns=turns,
        token=token,
        messages=_messages(house.settings),
        person=house.settings.ami_channel.format(phone=house.settings.person_phone),
    )


def _messages(settings: Settings) -> str:
    """Make the folder that Asterisk records into, and tell how Asterisk names it."""
    folder = recordings_folder(settings)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(WRITTEN_BY_THE_GROUP)
    named = f"{settings.ivr_sounds.rstrip('/')}/{folder.name}"
    return named if settings.ivr_sounds else str(folder.resolve())


def _sounds(house: House) -> Sounds:
    folder = house.settings.var_folder / "audio" / "calls"
    # Some prompts tell how a case stands: of all accounts here only Asterisk's may read them.
    folder.mkdir(parents=True, exist_ok=True, mode=FOR_THE_GROUP)
    usual = Speech(folder, most_files=MOST_SOUNDS)
    return Sounds(
        usual=usual,
        slow=usual.slowly(),
        records=LaidOut(folder / "recorded", house.recordings),
        here=folder,
        there=house.settings.ivr_sounds,
    )


def _apology(house: House, message: str) -> Spoken:
    language = house.wording.languages(CHANNEL)[0]
    composed = house.wording.compose(language, CHANNEL, (Line(message, {}),))
    return Spoken(composed.language, " ".join(composed.texts))


def _mark() -> str:
    return secrets.token_hex(MARK_BYTES)
