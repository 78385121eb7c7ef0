"""The rules of the house that no tool knows: each finds its faults in one Python file."""

import ast
import sys
from collections.abc import Callable, Iterator

from tests.sources import FLOORS, Source

LINES_A_FILE, LINES_A_FUNCTION, POSITIONAL = 300, 40, 4
NAMES_THAT_SAY_NOTHING = {"base", "common", "data", "helper", "helpers", "manager", "util", "utils"}
SHELF = ("core/store", "core/wording", "core/search")
MIGRATIONS = "core/store/migrations/versions"
CLOCK = "config/clock.py"
BUILT_BY_THE_ROOF = {
    "BackgroundScheduler", "BlockingScheduler", "Blueprint", "Client", "Environment", "Flask",
    "RequestValidator", "Session", "Settings", "connect", "create_app", "create_engine", "open",
    "sessionmaker",
}  # fmt: skip
OUTSIDE_WORLD = {
    "os", "pathlib", "random", "secrets", "shutil", "socket", "sqlite3", "subprocess", "tempfile",
    "threading", "time", "urllib", "uuid",
}  # fmt: skip
ONE_MODULE_EACH = {"phonenumbers", "stdnum"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Rule = Callable[[Source], Iterator[str]]


def file_is_short(source: Source) -> Iterator[str]:
    """A file holds one idea."""
    lines = len(source.text.splitlines())
    if lines > LINES_A_FILE and not source.is_under(MIGRATIONS):
        yield f"{lines} lines"


def functions_are_short(source: Source) -> Iterator[str]:
    """A function is read at one glance."""
    for function in functions(source):
        lines = (function.end_lineno or 0) - function.lineno + 1
        if lines > LINES_A_FUNCTION and not source.is_under(MIGRATIONS):
            yield f"{function.name} has {lines} lines"


def parameters_are_few(source: Source) -> Iterator[str]:
    """What comes after the fourth parameter is named; pytest and click name every one."""
    for function in functions(source):
        given = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
        count = len([name for name in given if name not in {"self", "cls"}])
        is_named = function.name.startswith("test_") or any(
            ast.unparse(decorator).startswith("click.") for decorator in function.decorator_list
        )
        if count > POSITIONAL and not is_named:
            yield f"{function.name} takes {count} by position"


def names_say_something(source: Source) -> Iterator[str]:
    """A drawer is named after what lies in it."""
    said = {*source.path.parts[:-1], source.path.stem}
    yield from sorted(said & NAMES_THAT_SAY_NOTHING)


def nothing_is_mocked(source: Source) -> Iterator[str]:
    """A test that needs a patch asks for a port."""
    for name in imported(source):
        if name.split(".")[0] == "mock" or name.startswith("unittest.mock"):
            yield f"imports {name}"
    for function in functions(source):
        if any(arg.arg == "mocker" for arg in function.args.args):
            yield f"{function.name} asks for mocker"


def time_comes_from_the_clock(source: Source) -> Iterator[str]:
    """Only the roof's clock asks the machine what time it is."""
    if str(source.path) == CLOCK:
        return
    asked = {"date.today", "datetime.today", "datetime.now", "datetime.utcnow", "time.time"}
    for call in calls(source.tree):
        name = ".".join(ast.unparse(call.func).split(".")[-2:])
        if name in asked:
            yield f"line {call.lineno} asks {name}"


def nothing_is_built_at_import(source: Source) -> Iterator[str]:
    """Importing a floor opens nothing and starts nothing."""
    for call in calls(source.tree, at_import=True):
        name = ast.unparse(call.func).split(".")[-1]
        if source.floor in FLOORS and name in BUILT_BY_THE_ROOF:
            yield f"line {call.lineno} builds {name}"


def only_the_roof_reads_the_environment(source: Source) -> Iterator[str]:
    """The floors below get values by parameter."""
    if source.floor not in FLOORS or source.floor == "config":
        return
    faults = {"os.environ", "os.getenv"}
    read = {ast.unparse(node) for node in ast.walk(source.tree) if isinstance(node, ast.Attribute)}
    yield from sorted(faults & (read | set(imported(source))))


def no_global_application(source: Source) -> Iterator[str]:
    """Flask's globals hide who needs what."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module == "flask":
            yield from sorted({alias.name for alias in node.names} & {"current_app", "g"})


def the_ground_needs_only_python(source: Source) -> Iterator[str]:
    """Use cases and entities know the standard library, and nothing that touches the world."""
    if source.floor != "core" or source.is_under(*SHELF):
        return
    allowed = (sys.stdlib_module_names - OUTSIDE_WORLD) | ONE_MODULE_EACH | {"core"}
    roots = {name.split(".")[0] for name in imported(source)}
    yield from sorted(roots - allowed)


RULES: tuple[Rule, ...] = (
    file_is_short,
    functions_are_short,
    parameters_are_few,
    names_say_something,
    nothing_is_mocked,
    time_comes_from_the_clock,
    nothing_is_built_at_import,
    only_the_roof_reads_the_environment,
    no_global_application,
    the_ground_needs_only_python,
)


def functions(source: Source) -> Iterator[Function]:
    """Yield every function and method."""
    for node in ast.walk(source.tree):
        if isinstance(node, Function):
            yield node


def imported(source: Source) -> Iterator[str]:
    """Yield the full name of everything imported, wherever in the file."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(tree: ast.AST, *, at_import: bool = False) -> Iterator[ast.Call]:
    """Yield every call, or only those that run when the file is imported."""
    for node in ast.iter_child_nodes(tree):
        if at_import and isinstance(node, Function | ast.Lambda):
            continue
        if at_import and is_main_guard(node):
            continue
        if isinstance(node, ast.Call):
            yield node
        yield from calls(node, at_import=at_import)


def is_main_guard(node: ast.AST) -> bool:
    """Tell whether a block runs only when the file is the program."""
    return isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'"
