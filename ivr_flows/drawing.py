"""Draws a script as Graphviz's own text, so that a person sees where a call can go."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ivr_flows.drawn.arrows import Arrow, arrows_of
from ivr_flows.drawn.figures import Figures
from ivr_flows.drawn.kinds import LOOKS, called
from ivr_flows.drawn.parts import Box, boxes_of
from ivr_flows.drawn.words import boxed, plain, shortened
from ivr_flows.nodes import BranchNode
from ivr_flows.script import Script

FONT = "DejaVu Sans,Verdana,sans-serif"
SIZE = 10
# Boxes are as wide as their words may become in any font: the picture is equal everywhere.
LETTER_INCHES, LINE_INCHES, MARGIN_INCHES = 0.08, 0.155, 0.14
ROOM = {"box": 1.0, "note": 1.0, "hexagon": 1.15, "oval": 1.2}
LONGEST_CAUSE = 14
NEW_LINE = "\\n"  # as Graphviz writes it in a label
ARROWS: Mapping[str, object] = {
    "fontname": FONT,
    "fontsize": SIZE,
    "color": "#16202a",
    "labeldistance": 1.5,
    "labelangle": -28,
}
_EVERYWHERE = "En los menús, 9 repite y * vuelve; no se dibuja si es al mismo paso o al comienzo."
_HEAVIEST = "La flecha es más gruesa cuanto más llamadas van por ella."


def dot(script: Script, words: Mapping[str, str], figures: Figures | None = None) -> str:
    """Write a script as a graph; equal scripts with equal figures are equal texts.

    `words` tells what each message says.
    """
    graph = _Graph(script, words, figures, arrows_of(script))
    return "\n".join(graph.lines()) + "\n"


@dataclass(frozen=True, slots=True)
class _Graph:
    script: Script
    words: Mapping[str, str]
    figures: Figures | None
    arrows: Sequence[Arrow]

    def lines(self) -> Iterator[str]:
        """Write the graph, line by line."""
        yield f"digraph {_named(self.script.name)} {{"
        yield f"  graph [{_written(self._look())}]"
        yield f"  node [{_written({'fontname': FONT, 'fontsize': SIZE, 'style': 'filled'})}]"
        yield f"  edge [{_written(ARROWS)}]"
        yield from self._box(boxes_of(tuple(self.script.nodes)), "  ")
        for arrow in self.arrows:
            if not arrow.is_exit:
                yield f"  {self._arrow(arrow)}"
        yield "}"

    def _look(self) -> dict[str, object]:
        script, figures = self.script, self.figures
        said = [f"Guion «{script.name}», edición {script.version}. Empieza en «{script.start}»."]
        said += [_EVERYWHERE] if figures is None else [_EVERYWHERE, _HEAVIEST, figures.caption]
        return {
            "fontname": FONT,
            "fontsize": SIZE + 2,
            "label": NEW_LINE.join(map(_escaped, said)),
            "labelloc": "t",
            "ranksep": 0.42,
            "nodesep": 0.22,
            "bgcolor": "white",
        }

    def _box(self, box: Box, margin: str) -> Iterator[str]:
        for inner in box.boxes:
            yield f"{margin}subgraph {_named(f'cluster_{inner.name}')} {{"
            look = {
                "label": _escaped(f"Parte: {inner.name}"),
                "style": "dashed",
                "color": "#4a5866",
            }
            yield f"{margin}  graph [{_written(look)}]"
            yield from self._box(inner, f"{margin}  ")
            yield f"{margin}}}"
        for name in box.steps:
            yield f"{margin}{self._step(name)}"

    def _step(self, name: str) -> str:
        node = self.script.nodes[name]
        look = LOOKS[type(node)]
        lines = [*boxed(name), *boxed(called(node)), *boxed(shortened(node, self.words))]
        shown: dict[str, object] = {"shape": look.shape, "fillcolor": look.fill}
        exits = [arrow for arrow in self.arrows if arrow.is_exit and arrow.start == name]
        lines += [line for arrow in exits for line in boxed(self._exit(arrow))]
        if self.figures is not None:
            lines += self.figures.lines(name)
            shown |= self.figures.colours(name)
        if name == self.script.start:
            shown["peripheries"] = 2
        room = ROOM[look.shape]
        widest = max(map(len, lines))
        size = {
            "label": NEW_LINE.join(map(_escaped, lines)),
            "width": round((widest * LETTER_INCHES + MARGIN_INCHES) * room, 2),
            "height": round((len(lines) * LINE_INCHES + MARGIN_INCHES) * room, 2),
            "fixedsize": "true",
        }
        return f"{_named(name)} [{_written(size | shown)}]"

    def _arrow(self, arrow: Arrow) -> str:
        look: dict[str, object] = {}
        is_long = len(" · ".join(arrow.causes)) > LONGEST_CAUSE
        label = (NEW_LINE if is_long else " · ").join(map(_escaped, arrow.causes))
        label = f"{label} {self._passed(arrow)}".strip()
        if label:
            # Near its step, where it takes no room; a branch has too many ways for that.
            is_branch = isinstance(self.script.nodes[arrow.start], BranchNode)
            look["headlabel" if is_branch else "taillabel"] = label
        if is_long:
            look["labeldistance"] = 2.2
        if self.figures is not None:
            look["penwidth"] = self.figures.weight(arrow.ways)
        ends = f"{_named(arrow.start)} -> {_named(arrow.end)}"
        return f"{ends} [{_written(look)}]" if look else ends

    def _exit(self, arrow: Arrow) -> str:
        return f"→ {arrow.end}: {' · '.join(arrow.causes)} {self._passed(arrow)}".strip()

    def _passed(self, arrow: Arrow) -> str:
        passed = "" if self.figures is None else self.figures.passed(arrow.ways)
        return f"({passed})" if passed else ""


def _written(look: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={_quoted(str(value))}" for name, value in look.items())


def _named(step: str) -> str:
    return _quoted(_escaped(step))


def _quoted(text: str) -> str:
    return '"' + plain(text).replace('"', '\\"') + '"'


def _escaped(text: str) -> str:
    """Take away what Graphviz would read as a sign of its own: backslashes and entities."""
    return plain(text).replace("\\", "/").replace("&", "&amp;")
