"""Documents that are read as what they mean only when somebody asks for one of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from core.model.document import Document

Meant = TypeVar("Meant")


@dataclass(frozen=True, slots=True)
class ReadLate(Mapping[str, Meant], Generic[Meant]):
    """Maps keys to what their documents mean: a call needs no letter, and pays for none."""

    parse: Callable[[Document], Meant]
    documents: Mapping[str, Document]
    _meant: dict[str, Meant] = field(default_factory=dict)

    @classmethod
    def of(
        cls, parse: Callable[[Document], Meant], documents: Iterable[Document]
    ) -> "ReadLate[Meant]":
        """Keep documents under their keys."""
        return cls(parse, {document.key: document for document in documents})

    def __getitem__(self, key: str) -> Meant:
        """Read one, once."""
        if key not in self._meant:
            self._meant[key] = self.parse(self.documents[key])
        return self._meant[key]

    def __iter__(self) -> Iterator[str]:
        """List the keys."""
        return iter(self.documents)

    def __len__(self) -> int:
        """Count the documents."""
        return len(self.documents)
