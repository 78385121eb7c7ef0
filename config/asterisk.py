"""Assembles the door for Asterisk: the conversation that every carrier has, spoken by ourselves."""

import secrets
from concurrent.futures import Executor
from dataclasses import replace

from channels.porch.speech import Speech
from channels.voice.asterisk import AsteriskDoor
from channels.voice.conversation import Conversation
from channels.voice.introduction import Introduction
from channels.voice.plan import plan_text
from channels.voice.render import Spoken
from channels.voice.sounds import SoundMissing, Sounds
from channels.voice.telling import CHANNEL
from config.flows import sound_script
from config.house import House
from config.secrets_on_disk import ivr_token_of
from core.model.answers import Line
from core.refusals import SettingInvalid

SCRIPT = "status"
# Every fixed prompt and the answers of some weeks, at about a hundred kilobytes each.
MOST_SOUNDS = 2_000
# Four fifths of the usual pace, as the other carrier's slow voice has it.
SLOW_WORDS_A_MINUTE = "120"
MARK_BYTES = 8
FOR_THE_GROUP = 0o750


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
        conversation=Conversation(
            inquiry=house.inquiry,
            finding=house.finding,
            wording=house.wording,
            contacts=house.shelf.contacts,
            clock=house.clock,
            script=script,
            render=plan_text,
        ),
        introduction=Introduction(house.blind_caller, house.country_of, _mark),
        sounds=sounds,
        apology=apology,
        turns=turns,
        token=token,
    )


def _sounds(house: House) -> Sounds:
    folder = house.settings.var_folder / "audio" / "calls"
    # Some prompts tell how a case stands: of all accounts here only Asterisk's may read them.
    folder.mkdir(parents=True, exist_ok=True, mode=FOR_THE_GROUP)
    usual = Speech(folder, most_files=MOST_SOUNDS)
    slow = replace(usual, folder=folder / "slow", words_a_minute=SLOW_WORDS_A_MINUTE)
    return Sounds(usual=usual, slow=slow, here=folder, there=house.settings.ivr_sounds)


def _apology(house: House, message: str) -> Spoken:
    language = house.wording.languages(CHANNEL)[0]
    composed = house.wording.compose(language, CHANNEL, (Line(message, {}),))
    return Spoken(composed.language, " ".join(composed.texts))


def _mark() -> str:
    return secrets.token_hex(MARK_BYTES)
