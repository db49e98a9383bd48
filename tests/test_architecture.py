"""The dependency rule, enforced: who may import whom, what is pure, and no cycles.

Arrows are imports: faces → service → {engine, I/O rooms} → {pipeline, ports} → pure rooms → types, errors.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "watcher"

PURE = {
    "text",
    "matching",
    "derive",
    "stories",
    "feeds.schedule",
    "feeds.parse",
    "feeds.identity",
    "feeds.coverage",
    "feeds.opml",
    "feeds.discovery",
    "report",
    "work",
    "intents",
    "pages",
    "validation",
    "toml_lines",
    "scanning",
    "feeds.health",
}
BASE = {"types", "errors"}
IO = {"feeds.fetch", "feeds.discover", "store", "settings", "demo", "clock", "logs"}
ENGINE = {"engine"}
FACES = {"cli", "tui"}

IO_LIBRARIES = {
    "httpx", "httpcore", "sqlmodel", "sqlalchemy", "alembic", "psycopg", "sqlite3", "apscheduler", "rich", "typer",
    "textual", "pebble", "watchfiles", "tomlkit", "platformdirs", "asyncio", "socket", "subprocess", "threading",
    "multiprocessing", "concurrent", "urllib.request", "trafilatura",
}  # fmt: skip
CLOCK_CALLS = {("time", "time"), ("time", "monotonic"), ("datetime", "now"), ("datetime", "utcnow"), ("date", "today")}


def _modules() -> dict[str, Path]:
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = list(path.relative_to(ROOT).with_suffix("").parts)
        if parts[-1] == "__init__":
            parts.pop()
        found[".".join(parts)] = path
    return found


MODULES = _modules()


def _imports(path: Path, *, module_level_only: bool = False) -> set[str]:
    """Absolute names that a file imports (`a.b` for `from a import b` where that is a module of ours)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    out = set()
    typing_only = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for child in ast.walk(node)
    }
    nodes = tree.body if module_level_only else ast.walk(tree)
    for node in nodes:
        if id(node) in typing_only and module_level_only:
            continue
        if isinstance(node, ast.Import):
            out |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            name = node.module or ""
            out.add(name)
            if name.split(".")[0] == "watcher":
                out |= {
                    f"{name}.{alias.name}"
                    for alias in node.names
                    if f"{name}.{alias.name}".removeprefix("watcher.") in MODULES
                }
    return out


def _ours(path: Path, **kw: bool) -> set[str]:
    return {n.removeprefix("watcher.") for n in _imports(path, **kw) if n.startswith("watcher.")}


def _room(module: str, rooms: set[str]) -> str | None:
    return next((r for r in rooms if module == r or module.startswith(r + ".")), None)


def _in(module: str, rooms: set[str]) -> bool:
    return _room(module, rooms) is not None


@pytest.mark.parametrize("module", [m for m in MODULES if _in(m, PURE | BASE)])
def test_pure_modules_import_no_io_library_no_clock_and_no_settings(module: str) -> None:
    path = MODULES[module]
    for name in _imports(path):
        assert not any(name == lib or name.startswith(lib + ".") for lib in IO_LIBRARIES), f"{module} imports {name}"
    allowed = BASE | PURE | {"ports"}
    for name in _ours(path):
        assert _in(name, allowed) or name in {"feeds", ""}, f"pure {module} imports {name}"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            owner_name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            assert (owner_name, node.func.attr) not in CLOCK_CALLS, f"{module}:{node.lineno} reads the clock"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "open", f"{module}:{node.lineno} opens a file"


@pytest.mark.parametrize("module", [m for m in MODULES if _in(m, BASE)])
def test_types_and_errors_import_nothing_of_ours_but_each_other(module: str) -> None:
    assert all(_in(name, BASE) for name in _ours(MODULES[module]))


def test_the_pipeline_and_the_ports_import_no_io_module() -> None:
    for module in ("pipeline", "ports"):
        if module in MODULES:
            for name in _ours(MODULES[module]):
                assert _in(name, PURE | BASE | {"ports"}), f"{module} imports {name}"


@pytest.mark.parametrize("module", [m for m in MODULES if _in(m, IO)])
def test_io_modules_never_import_each_other_nor_anything_above(module: str) -> None:
    own = _room(module, IO)
    assert own is not None
    for name in _ours(MODULES[module]):
        assert _in(name, PURE | BASE | {"ports", own}) or name in {"feeds", ""}, f"{module} imports {name}"


@pytest.mark.parametrize("module", [m for m in MODULES if _in(m, ENGINE)])
def test_engines_know_the_pipeline_and_the_ports_only(module: str) -> None:
    for name in _ours(MODULES[module]):
        assert _in(name, PURE | BASE | ENGINE | {"ports", "pipeline"}), f"{module} imports {name}"


@pytest.mark.parametrize("module", [m for m in MODULES if _in(m, FACES)])
def test_faces_reach_the_rest_through_the_service_and_never_each_other(module: str) -> None:
    own = _room(module, FACES)
    assert own is not None
    for name in _ours(MODULES[module]):
        assert _in(name, PURE | BASE | {"service", "settings", "logs", own}) or name == "", f"{module} imports {name}"


@pytest.mark.parametrize("module", [m for m in MODULES if not _in(m, FACES) and m not in {"__main__"}])
def test_nobody_imports_a_face(module: str) -> None:
    assert not any(_in(name, FACES) for name in _ours(MODULES[module])), module


def test_there_are_no_import_cycles() -> None:
    graph = {m: {n for n in _ours(p) if n in MODULES and n != m} for m, p in MODULES.items()}
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " → ".join((*trail[trail.index(module) :], module))
        if module in done:
            return
        for name in sorted(graph[module]):
            visit(name, (*trail, module))
        done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize("module", [m for m in MODULES if _in(m, FACES) or m == "__main__"])
def test_faces_import_heavy_libraries_inside_the_command(module: str) -> None:
    if _in(module, {"tui"}):
        return
    heavy = {"sqlmodel", "sqlalchemy", "textual", "httpx", "feedparser", "apscheduler", "alembic", "rapidfuzz"}
    path = MODULES[module]
    for name in _imports(path, module_level_only=True):
        assert name.split(".")[0] not in heavy, f"{module} imports {name} at module level"
