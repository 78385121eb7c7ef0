"""A call script: YAML read once into frozen steps, or refused with the place of its fault."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import yaml

from core.refusals import DocumentInvalid
from ivr_flows.fields import Fields
from ivr_flows.nodes import GoodbyeNode, Node
from ivr_flows.reading import Defaults, read_node


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What a call can do: named steps, and where the keys lead that work everywhere.

    `*` goes home unless a step says otherwise, `0` to a person, and whoever cannot go on is
    let go at `lost`, which always has words.
    """

    name: str
    version: int
    start: str
    home: str
    person: str
    lost: str
    wrong_key: str
    nodes: Mapping[str, Node]

    def messages(self) -> frozenset[str]:
        """List every message the script can say, so that a test finds words for each."""
        said = {message for node in self.nodes.values() for message in node.messages()}
        return frozenset(said | {self.wrong_key})


class _OncePerKey(yaml.SafeLoader):
    """Refuses a key written twice, which YAML would quietly let win."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:  # noqa: FBT001, FBT002  # the signature of PyYAML
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"`{key}` is written twice", node.start_mark
                )
        return super().construct_mapping(node, deep=deep)


def load(text: str, document: str) -> Script:
    """Read a script from YAML text; `document` names it in a refusal."""
    try:
        body = yaml.load(text, Loader=_OncePerKey)  # noqa: S506  # it is a SafeLoader
    except (yaml.YAMLError, ValueError) as fault:
        raise DocumentInvalid(document=document, node="", problem=str(fault)) from fault
    return read(body, document)


def read(body: object, document: str) -> Script:
    """Read a script from a document's parsed body."""
    whole = Fields(body, document=document, node="")
    head = {field: whole.text(field) for field in ("name", "start", "home", "person", "lost")}
    wrong_key = whole.text("wrong_key")
    version = whole.count("version")
    written = whole.mapping("nodes")
    whole.finish()
    defaults = Defaults(home=head["home"], lost=head["lost"])
    nodes = {
        name: read_node(Fields(node, document=document, node=name), name, defaults)
        for name, node in written.items()
    }
    script = Script(**head, version=version, wrong_key=wrong_key, nodes=nodes)
    _require_ways(script, document)
    return script


def shipped(name: str) -> Script:
    """Load a script that comes with the house, wherever it was started from."""
    text = files("ivr_flows").joinpath("scripts", f"{name}.yaml").read_text(encoding="utf-8")
    return load(text, f"{name}.yaml")


def _require_ways(script: Script, document: str) -> None:
    """Refuse a script that would lead a call nowhere: the engine relies on every name."""
    ways = [("", way) for way in (script.start, script.home, script.person, script.lost)]
    ways += [(name, way) for name, node in script.nodes.items() for way in node.targets()]
    for name, way in ways:
        if way not in script.nodes:
            raise DocumentInvalid(document=document, node=name, problem=f"no step `{way}`")
    if not isinstance(script.nodes[script.lost], GoodbyeNode):
        problem = "`lost` must be a goodbye"
        raise DocumentInvalid(document=document, node=script.lost, problem=problem)
