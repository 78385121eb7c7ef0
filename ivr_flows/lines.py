"""Where each step and each field of a script stands in its file, for an author to go to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one script, counted from 1."""

    head: Mapping[str, int]
    steps: Mapping[str, int]
    fields: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, text: str) -> "Lines":
        """Find the lines of a text that was read as YAML."""
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        head = {name: key.start_mark.line + 1 for name, key, _ in _pairs(root)}
        steps: dict[str, int] = {}
        fields: dict[tuple[str, str], int] = {}
        for _, _, nodes in (pair for pair in _pairs(root) if pair[0] == "nodes"):
            for step, key, written in _pairs(nodes):
                steps[step] = key.start_mark.line + 1
                fields |= {
                    (step, name): field.start_mark.line + 1 for name, field, _ in _pairs(written)
                }
        return cls(head, steps, fields)

    @staticmethod
    def twice(text: str) -> int:
        """Find the line where a name is written for the second time; 0 if there is none."""
        try:
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except (yaml.YAMLError, ValueError):
            return 0
        return next(_written_again(root), 0)

    def line(self, step: str, field: str = "") -> int:
        """Tell the line of a field, or of its step; 1 for what is not written down."""
        if not step:
            return self.head.get(field, 1)
        # A step of a part stands where the part is called for.
        whole = step.partition(".")[0]
        return self.fields.get((step, field)) or self.steps.get(step) or self.steps.get(whole, 1)


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield str(key.value), key, value


def _written_again(node: yaml.Node | None) -> Iterator[int]:
    seen: set[str] = set()
    for name, key, value in _pairs(node):
        if name in seen:
            yield key.start_mark.line + 1
        seen.add(name)
        yield from _written_again(value)
