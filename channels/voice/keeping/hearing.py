"""Makes a recording into what every browser plays, and nothing else that a file may carry."""

from dataclasses import dataclass

from channels.porch.waves import pcm_wave, read_wave
from channels.voice.keeping import TOO_LARGE, NotHeard
from core.model.left_message import MOST_SECONDS
from core.refusals import FileUnreadable

# As long as anyone may speak, at twice the rate of a telephone.
MOST_BYTES = MOST_SECONDS * 32_000 + 4_096
LEAST_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Heard:
    """A sound as the desk plays it: a WAVE file of ours, sample by sample."""

    sound: bytes
    seconds: int


def hear(content: bytes) -> Heard | NotHeard:
    """Read a recording; what is no sound, or too short to say anything, is not heard."""
    if len(content) > MOST_BYTES:
        return TOO_LARGE
    try:
        sound = read_wave(content)
    except FileUnreadable as refusal:
        return NotHeard(f"recording_{refusal.facts['problem']}", retryable=False)
    if sound.seconds < LEAST_SECONDS:
        return NotHeard("recording_empty", retryable=False)
    if sound.seconds > MOST_SECONDS:
        return TOO_LARGE
    return Heard(pcm_wave(sound), round(sound.seconds) or 1)
