"""A call script: YAML read once into frozen steps, or refused with the place of its fault."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from core.refusals import DocumentInvalid
from ivr_flows.fields import Fields
from ivr_flows.migrations import FIELD, migrate
from ivr_flows.mounting import Parts, mounted
from ivr_flows.nodes import LEFT, BranchNode, GoodbyeNode, Node
from ivr_flows.reading import Defaults, read_node


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What a call can do: named steps, and where the keys lead that work everywhere.

    `*` goes home unless a step says otherwise, `0` to a person, and whoever cannot go on is
    let go at `lost`, which always has words. `resume` greets a caller whose last call was cut off.
    """

    name: str
    version: int
    start: str
    home: str
    person: str
    lost: str
    resume: str | None
    wrong_key: str
    nodes: Mapping[str, Node]

    def messages(self) -> frozenset[str]:
        """List every message the script can say, so that a test finds words for each."""
        said = {message for node in self.nodes.values() for message in node.messages()}
        return frozenset(said | {self.wrong_key})

    def ways_in(self) -> tuple[str, ...]:
        """List the steps at which the engine may begin or end a call by itself."""
        return (
            (self.start, self.lost) if self.resume is None else (self.start, self.lost, self.resume)
        )

    def resumable(self) -> frozenset[str]:
        """List the steps from which a call that was cut off can be taken up again."""
        branches = (node for node in self.nodes.values() if isinstance(node, BranchNode))
        return frozenset(step for node in branches if node.slot == LEFT for step in node.ways)


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


def shipped_part(name: str) -> object:
    """Read the body of a part that comes with the house; none if there is no such part."""
    folder = files("ivr_flows").joinpath("scripts", "parts")
    names = {file.name for file in folder.iterdir()}
    file = f"{name}.yaml"
    return _parsed((folder / file).read_text(encoding="utf-8"), file) if file in names else None


def load(text: str, document: str, parts: Parts = shipped_part) -> Script:
    """Read a script from YAML text; `document` names it in a refusal."""
    return read(_parsed(text, document), document, parts)


def _parsed(text: str, document: str) -> object:
    try:
        return yaml.load(text, Loader=_OncePerKey)  # noqa: S506  # it is a SafeLoader
    except (yaml.YAMLError, ValueError) as fault:
        raise DocumentInvalid(document=document, node="", problem=str(fault)) from fault


def read(body: object, document: str, parts: Parts = shipped_part) -> Script:
    """Read a script from a document's parsed body, in whatever format it was written."""
    whole = Fields(migrate(body, document), document=document, node="")
    whole.count(FIELD)
    head = {field: whole.text(field) for field in ("name", "start", "home", "person", "lost")}
    resume, wrong_key = whole.optional_text("resume"), whole.text("wrong_key")
    version = whole.count("version")
    written = mounted(whole.mapping("nodes"), parts, document)
    whole.finish()
    defaults = Defaults(home=head["home"], person=head["person"], lost=head["lost"])
    nodes = {
        name: read_node(Fields(node, document=document, node=name), name, defaults)
        for name, node in written.items()
    }
    script = Script(**head, version=version, resume=resume, wrong_key=wrong_key, nodes=nodes)
    _require_ways(script, document)
    return script


@cache
def shipped(name: str) -> Script:
    """Load a script that comes with the house, once for all who ask for it."""
    text = files("ivr_flows").joinpath("scripts", f"{name}.yaml").read_text(encoding="utf-8")
    return load(text, f"{name}.yaml")


def _require_ways(script: Script, document: str) -> None:
    """Refuse a script that would lead a call nowhere: the engine relies on every name."""
    ways = [("", way) for way in (*script.ways_in(), script.home, script.person)]
    ways += [("", step) for step in script.resumable()]
    ways += [(name, way) for name, node in script.nodes.items() for way in node.targets()]
    for name, way in ways:
        if way not in script.nodes:
            raise DocumentInvalid(document=document, node=name, problem=f"no step `{way}`")
    if not isinstance(script.nodes[script.lost], GoodbyeNode):
        problem = "`lost` must be a goodbye"
        raise DocumentInvalid(document=document, node=script.lost, problem=problem)
