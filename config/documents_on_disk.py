"""Reads the documents that the house ships with: version 1 of what a release publishes."""

from collections.abc import Hashable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml

from core.document_check import check_document, refuse_repeated
from core.model.document import Document
from core.refusals import DocumentInvalid


class _Loader(yaml.SafeLoader):
    """A safe loader that also refuses a mapping which says the same field twice."""

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 - the signature is PyYAML's
    ) -> dict[Hashable, object]:
        """Build the mapping once its fields are known to be different."""
        names = [name.value for name, _ in node.value if isinstance(name, yaml.ScalarNode)]
        if len(set(names)) < len(names):
            raise yaml.constructor.ConstructorError(problem="field twice")
        return super().construct_mapping(node, deep=deep)


def read_documents(folder: Traversable | None = None) -> tuple[Document, ...]:
    """Read every `.yaml` under a folder, the shipped one unless told otherwise, in fixed order."""
    root = files("config").joinpath("documents") if folder is None else folder
    return refuse_repeated(read_document(file, name) for name, file in _walk(root, ""))


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _walk(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(".yaml"):
            yield path + entry.name, entry


def read_document(file: Traversable, name: str = "") -> Document:
    """Read one file as the document that it holds."""
    name = name or file.name
    try:
        written = yaml.load(file.read_text("utf-8"), _Loader)  # noqa: S506 - a safe loader, made stricter
    except UnicodeDecodeError as unreadable:
        raise DocumentInvalid(document=name, problem="not_utf8", field="") from unreadable
    except (yaml.YAMLError, ValueError, RecursionError) as unreadable:
        # PyYAML raises ValueError for 2026-02-31, RecursionError for a thousand brackets.
        raise DocumentInvalid(document=name, problem="not_yaml", field="") from unreadable
    return check_document(written, name)
