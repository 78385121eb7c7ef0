"""Who places calls in development: writes them into a file, so that nobody is called by mistake."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from core.ports import Clock, NotPlaced, Placed


@dataclass(frozen=True, slots=True)
class CallNotebook:
    """Appends a line of JSON for each call to a file of the run-time folder."""

    file: Path
    clock: Clock

    def place(self, phone: str, key: str, /) -> Placed | NotPlaced:
        """Write the call down; the same wish gets the same id."""
        placed = Placed(f"NB{hashlib.sha256(key.encode()).hexdigest()[:32]}")
        line = {
            "id": placed.provider_id,
            "at": self.clock.now().isoformat(),
            "to": phone,
            "key": key,
        }
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with self.file.open("a", encoding="utf-8") as notebook:
                notebook.write(json.dumps(line) + "\n")
        except OSError:
            return NotPlaced("notebook_closed", retryable=True)
        return placed
