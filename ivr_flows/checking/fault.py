"""A fault as its author reads it: what, at which step, and on which line."""

from dataclasses import dataclass

from ivr_flows.checking.remedies import REMEDIES


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong with a script, under a code that never changes, and at which step.

    `field` is the field of the step, or of the head, that has to be changed.
    """

    node: str
    problem: str
    code: str
    field: str = ""

    @property
    def remedy(self) -> str:
        """Tell the author what to do."""
        return REMEDIES[self.code]


@dataclass(frozen=True, slots=True)
class Placed:
    """A fault with the file and the line it stands on."""

    file: str
    line: int
    fault: Fault

    def __str__(self) -> str:
        at = f"step `{self.fault.node}`: " if self.fault.node else ""
        told = f"{at}{self.fault.problem} [{self.fault.code}]. {self.fault.remedy}"
        return f"{self.file}:{self.line}: {told}"
