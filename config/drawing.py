"""Draws call scripts: the words of the house in boxes, the figures of its calls beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from channels.voice.telling import CHANNEL
from config.flows import shipped_scripts
from config.graphviz import Graphviz, NotDrawn
from core.wording.po_files import read_language
from ivr_flows.drawing import dot
from ivr_flows.drawn.figures import Figures
from ivr_flows.drawn.svg import finished
from ivr_flows.script import Script, load

LANGUAGE = "es"


@dataclass(frozen=True, slots=True)
class Picture:
    """A script ready to be drawn: `text` is Graphviz's."""

    name: str
    text: str
    title: str
    words: str

    def svg(self, graphviz: Graphviz) -> str | NotDrawn:
        """Draw it, with a title and words for whoever does not see it."""
        drawn = graphviz.svg(self.text)
        if isinstance(drawn, NotDrawn):
            return drawn
        return finished(drawn, text=self.text, title=self.title, words=self.words)


def picture_of(script: Script, words: Mapping[str, str], figures: Figures | None = None) -> Picture:
    """Prepare the picture of a script."""
    said = (
        f"Cada caja es un paso de la llamada y cada flecha lleva la tecla o la respuesta que lleva"
        f" al paso siguiente. Son {len(script.nodes)} pasos. La llamada empieza en «{script.start}»"
        f" y quien pide una persona llega a «{script.person}»."
    )
    if figures is not None:
        said = f"{said} {figures.summary()}"
    return Picture(
        name=script.name,
        text=dot(script, words, figures),
        title=f"El guion de llamada «{script.name}», edición {script.version}",
        words=said,
    )


def spoken_words() -> Mapping[str, str]:
    """Read what each message of the voice says in the language of who reads the pictures."""
    entries = read_language(files("core.wording") / LANGUAGE)
    return {entry.msgid: entry.texts[0] for entry in entries if entry.channel == CHANNEL}


def shipped_pictures() -> Mapping[str, Picture]:
    """Prepare the picture of every script of the house, by the file that it is kept in."""
    words = spoken_words()
    scripts = [load(text, file) for file, text in shipped_scripts().items()]
    return {f"{script.name}.svg": picture_of(script, words) for script in scripts}
