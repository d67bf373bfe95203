"""The tower: each floor stands only on those below, libraries stay on their floors, and no circle of modules."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {
    "domain": set(),
    "nlu": set(),
    "storage": {"domain"},
    "handlers": {"domain", "nlu"},
    "bot": {"domain", "nlu", "storage", "handlers"},
}
HOME = {
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "aiosqlite": {"storage"},
    "asyncpg": {"storage"},
    "aiohttp": {"bot"},
    "apscheduler": {"bot"},
    "click": {"bot"},
    "pydantic": {"bot"},
    "structlog": {"bot"},
    "prometheus_client": {"bot"},
    "openpyxl": {"bot"},
    "wechatpy": {"bot/channels"},
    "jieba": {"nlu"},
    "rjieba": {"nlu"},
    "rapidfuzz": {"nlu"},
    "numpy": {"nlu"},
    "lunar_python": {"nlu"},
    "chinese_calendar": {"nlu"},
    "cn2an": {"nlu"},
    "sklearn": {"nlu"},
}
ANYWHERE = {"__future__"}
CROWDED = 15


def modules() -> Iterator[tuple[str, Path]]:
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            yield floor, path


def imports(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module, node.lineno
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def targets(path: Path, names: dict[str, Path]) -> Iterator[str]:
    """The modules that a file imports; `from package import module` is an import of that module."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            submodules = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name for name in submodules if name in names)
            if node.module in names and any(name not in names for name in submodules):
                yield node.module


@pytest.mark.parametrize("floor", FLOORS)
def test_no_arrow_runs_up(floor: str) -> None:
    allowed = FLOORS[floor] | {floor}
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for where, path in modules()
        if where == floor
        for name, line in imports(path)
        if name.split(".")[0] in FLOORS and name.split(".")[0] not in allowed
    ]
    assert wrong == []


def test_libraries_stay_on_their_floors() -> None:
    wrong = []
    for _, path in modules():
        where = path.relative_to(ROOT).as_posix()
        for name, line in imports(path):
            homes = HOME.get(name.split(".")[0])
            if homes is not None and not any(where.startswith(home + "/") for home in homes):
                wrong.append(f"{where}:{line} imports {name}")
    assert wrong == []


def test_domain_knows_the_standard_library_only() -> None:
    known = set(sys.stdlib_module_names) | {"domain"} | ANYWHERE
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for floor, path in modules()
        if floor == "domain"
        for name, line in imports(path)
        if name.split(".")[0] not in known
    ]
    assert wrong == []


def test_domain_never_reads_the_clock() -> None:
    calls = {"now", "utcnow", "today", "time", "monotonic"}
    wrong = []
    for floor, path in modules():
        if floor != "domain":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in calls:
                owner = node.func.value
                if isinstance(owner, ast.Name) and owner.id in {"datetime", "date", "time"}:
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []


def test_no_circle_of_modules() -> None:
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for _, path in modules()}
    names = {name.removesuffix(".__init__"): path for name, path in names.items()}
    graph = {name: {target for target in targets(path, names) if target != name} for name, path in names.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(f"a circle of imports: {' -> '.join(circle.args[1])}")


def arrows(floor: str) -> dict[str, set[str]]:
    """From each room, and each module between the rooms, to those of the same floor that it stands on."""
    paths = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path for where, path in modules() if where == floor
    }
    names = {name.removesuffix(".__init__"): path for name, path in paths.items() if name != f"{floor}.__init__"}
    graph: dict[str, set[str]] = {}
    for name, path in names.items():
        own = name.split(".")[1]
        graph.setdefault(own, set()).update({target.split(".")[1] for target in targets(path, names)} - {own})
    return graph


def check_one_order(graph: dict[str, set[str]]) -> None:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(f"a circle of rooms: {' -> '.join(circle.args[1])}")


@pytest.mark.parametrize("floor", FLOORS)
def test_no_circle_of_rooms(floor: str) -> None:
    """The folders of a floor stand in one order; what lies between them (its doors and shapes) is no room."""
    rooms = {path.name for path in (ROOT / floor).iterdir() if path.is_dir()}
    check_one_order({room: below & rooms for room, below in arrows(floor).items() if room in rooms})


@pytest.mark.parametrize("floor", ["domain", "handlers", "bot"])
def test_no_circle_through_what_lies_between(floor: str) -> None:
    """Nor does a way lead from a room up to itself through a module between the rooms."""
    check_one_order(arrows(floor))


def test_the_readme_tells_the_order_of_the_rooms() -> None:
    """No room of the handlers stands on one that the README names after it."""
    told = (
        (ROOT / "README.md")
        .read_text(encoding="utf-8")
        .partition("The rooms of `handlers/`")[2]
        .partition("above them")[0]
    )
    graph = arrows("handlers")
    order = [name for name in re.findall(r"`(\w+)`", told) if name in graph]
    assert set(order) == {path.parent.name for path in (ROOT / "handlers").glob("*/__init__.py")} - {"wording"}
    assert {(room, below) for at, room in enumerate(order) for below in order[at:] if below in graph[room]} == set()


def test_no_room_of_the_handlers_is_crowded() -> None:
    """Few enough modules, in a room and between the rooms, to be kept in mind; the wording is looked up, not read."""
    paths = [path for where, path in modules() if where == "handlers" and path.name != "__init__.py"]
    counts = Counter(path.parent.name for path in paths if path.parent.name != "wording")
    assert {room: count for room, count in counts.items() if count > CROWDED} == {}


def test_no_import_hides_inside_a_function_to_dodge_a_circle() -> None:
    """A lazy import of a heavy library is fine; one of our own modules hides a circle."""
    wrong = []
    for _, path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                for node in ast.walk(function):
                    is_ours = isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in FLOORS
                    if is_ours and path.name != "cli.py":  # the command line loads a command when it is used
                        wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []


def test_files_stay_rooms() -> None:
    """No file grows into a hall; a migration is a list, not a room."""
    tall = [
        f"{path.relative_to(ROOT)}: {lines}"
        for _, path in modules()
        if "versions" not in path.parts and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    ]
    assert tall == []
