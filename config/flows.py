"""What call scripts are proved against: the questions of the voice door and the house's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from channels.voice.questions import refusal_codes
from channels.voice.telling import CHANNEL
from config.shipped import read_wording, shipped_recordings
from core.refusals import DocumentInvalid
from core.wording.po_files import read_language
from ivr_flows.checking.fault import Placed
from ivr_flows.checking.premises import Premises
from ivr_flows.checks import check_text, faults_of
from ivr_flows.exploration import Exploration, explore
from ivr_flows.script import Script, load, shipped


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found about one script; one with faults is not walked."""

    file: str
    faults: tuple[Placed, ...]
    exploration: Exploration | None

    @property
    def is_sound(self) -> bool:
        """Say whether the script may be served."""
        return self.exploration is not None and not self.exploration.problems


def shipped_scripts() -> Mapping[str, str]:
    """Read the text of every script that the house ships with, by file name."""
    found = (files("ivr_flows") / "scripts").iterdir()
    written = {file.name: file for file in found if file.name.endswith(".yaml")}
    return {name: written[name].read_text(encoding="utf-8") for name in sorted(written)}


def spoken_premises() -> Premises:
    """Gather the questions, the words of every language that is offered, and its recordings."""
    folder, recordings = files("core.wording"), shipped_recordings()
    words = {
        language: {
            entry.msgid: entry.texts[0]
            for entry in read_language(folder / language)
            if entry.channel == CHANNEL
        }
        for language in read_wording().languages(CHANNEL)
    }

    def recorded(language: str, message: str) -> float | None:
        return recordings.seconds(language, message, words.get(language, {}).get(message, ""))

    return Premises(refusal_codes=refusal_codes(), words=words, recorded=recorded)


def prove(file: str, text: str, premises: Premises) -> Proof:
    """Check a script, and walk the whole of it if nothing is wrong with it."""
    faults = check_text(text, file, premises)
    if faults:
        return Proof(file, faults, None)
    return Proof(file, (), explore(load(text, file), premises, tuple(premises.words)))


def sound_script(name: str) -> Script:
    """Load a shipped script to be served, or refuse it."""
    return require_sound(shipped(name))


def require_sound(script: Script) -> Script:
    """Refuse a script with a fault that shows without the words: it costs a few milliseconds."""
    for fault in faults_of(script, Premises(refusal_codes=refusal_codes())):
        document = f"{script.name}.yaml"
        raise DocumentInvalid(document=document, node=fault.node, problem=fault.problem)
    return script
