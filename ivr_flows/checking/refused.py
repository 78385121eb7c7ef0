"""What reading refuses, told as a fault like any other: with its code, its line and a remedy."""

import re

import yaml

from core.refusals import DocumentInvalid
from ivr_flows.checking.fault import Fault, Placed
from ivr_flows.lines import Lines

# Reading stops at the first fault and says it in words; these know it again.
_SAID = (
    ("part_missing", re.compile(r"^no part `")),
    ("part_in_itself", re.compile(r"^part `.+` is in itself$")),
    ("parts_too_deep", re.compile(r"parts in one another$")),
    ("part_unversioned", re.compile(r"^part `.+` does not say its")),
    ("part_without_start", re.compile(r"^part `.+` has no step `")),
    ("part_way_missing", re.compile(r"^part `.+` leads to `")),
    ("part_way_taken", re.compile(r"is a step of part `")),
    ("part_step_taken", re.compile(r"^a step `.+` is there already$")),
    ("written_twice", re.compile(r"is written twice")),
    ("name_unquoted", re.compile(r"cannot be a name")),
    ("fields_missing", re.compile(r"must have named fields")),
    ("field_unknown", re.compile(r"^unknown field")),
    ("found_missing", re.compile(r"where `found` leads")),
    ("field_missing", re.compile(r"is missing$")),
    ("not_a_word", re.compile(r"must be a word$")),
    ("not_a_number", re.compile(r"must be a number")),
    ("not_yes_or_no", re.compile(r"must be true or false$")),
    ("not_one_of", re.compile(r"must be one of")),
    ("not_a_list", re.compile(r"must be a list$")),
    ("not_words", re.compile(r"may hold only words$")),
    ("not_sizes", re.compile(r"may hold only sizes")),
    ("kind_unknown", re.compile(r"^no kind of step")),
    ("step_missing", re.compile(r"^no step `")),
    ("key_unknown", re.compile(r"is not a key of a phone$")),
    ("lost_goes_on", re.compile(r"`lost` must be a goodbye")),
)
_FIELD = re.compile(r"^(?:unknown field: |no step )?`?([a-z_]+)`?")
_STEP = re.compile(r"^no step `(.+)`$")


def placed(refusal: DocumentInvalid, text: str, file: str) -> Placed:
    """Tell a refusal of a script as a fault, on the line that it is about."""
    problem = str(refusal.facts["problem"])
    node = str(refusal.facts.get("node", ""))
    cause = refusal.__cause__
    if isinstance(cause, yaml.YAMLError):
        problem, line = _of_yaml(cause)
        fault = Fault(node, problem, _code(problem, "yaml_broken"))
        return Placed(file, Lines.twice(text) or line, fault)
    fault = Fault(node, problem, _code(problem, "not_understood"), _field(problem))
    return Placed(file, _line(text, fault), fault)


def _code(problem: str, otherwise: str) -> str:
    return next((code for code, said in _SAID if said.search(problem)), otherwise)


def _of_yaml(cause: yaml.YAMLError) -> tuple[str, int]:
    if isinstance(cause, yaml.MarkedYAMLError):
        mark = cause.problem_mark or cause.context_mark
        return cause.problem or "no YAML", mark.line + 1 if mark else 1
    return "a letter that YAML does not allow", 1


def _field(problem: str) -> str:
    match = _FIELD.match(problem)
    return match[1] if match else ""


def _line(text: str, fault: Fault) -> int:
    lines = Lines.of(text)
    missing = _STEP.match(fault.problem)
    if missing is None:
        return lines.line(fault.node, fault.field)
    # The name stands where it is led to, on the line of the step or on one below it.
    start = lines.line(fault.node) if fault.node else 1
    wanted = re.compile(rf"(?<![\w-]){re.escape(missing[1])}(?![\w-])")
    written = enumerate(text.splitlines()[start - 1 :], start)
    return next((number for number, line in written if wanted.search(line)), start)
