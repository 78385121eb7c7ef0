"""The paper that goes with a stick: how much is on it, and a code to compare it with."""

from pathlib import Path

import segno

from channels.units.carrying import Exported

_SCALE = 6


def receipt_of(exported: Exported) -> str:
    """Write what the code says: unit, file, count of events and hash."""
    written = exported.written
    return f"CVR1:{exported.origin}:{written.path.name}:{exported.events}:{written.sha256}"


def print_receipt(exported: Exported, folder: Path) -> Path:
    """Keep the receipt as text, and its code as a picture."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{exported.written.path.stem}.svg"
    words = (
        f"Unidad: {exported.origin}",
        f"Archivo: {exported.written.path.name}",
        f"Pasos: {exported.events}",
        f"Bytes: {exported.written.size}",
        f"Huella: {exported.written.sha256}",
    )
    path.with_suffix(".txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    draw(receipt_of(exported), path)
    return path


def draw(text: str, path: Path) -> None:
    """Draw a code that a phone reads, as SVG."""
    segno.make(text, error="m", micro=False).save(str(path), scale=_SCALE, border=4)
