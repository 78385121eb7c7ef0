"""Writes the cases of the sample as documents: a case and its person in one, as PouchDB is used."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from config.sample import rows


def write_documents(file: Path, *, cases: int, seed: int) -> int:
    """Write one document a line; tell how many bytes they are on average."""
    lines = [json.dumps(_document(asdict(row)), ensure_ascii=False) for row in rows(seed, cases)]
    text = "\n".join(lines)
    file.write_text(text)
    return len(text.encode()) // max(1, cases)


def _document(row: Mapping[str, object]) -> dict[str, object]:
    told = {name: _plain(said) for name, said in row.items()}
    return {"_id": f"case:{row['row']:06}", "type": "case"} | told


def _plain(said: object) -> object:
    if isinstance(said, dict):
        return {str(name): _plain(one) for name, one in said.items()}
    if isinstance(said, list | tuple):
        return [_plain(one) for one in said]
    return said if isinstance(said, str | int | bool | None) else str(said)
