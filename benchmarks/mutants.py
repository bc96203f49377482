"""Whether the tests of matching would notice a mistake: mutmut makes thousands of small ones, one at a time.

Gates, fit, order and time are copied into `soak/mutants` (which git ignores) with the pure tests that speak of them,
without any database. mutmut leaves decorated functions alone, so in the copy caches are taken off (they change no
answer) and properties are written as functions. Needs minutes; `--left` tries only what was left over the last time.
"""

import argparse
import ast
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.server import ROOT

MODULES = (
    "gates", "gate", "profile_gates", "time_gates", "trials", "fit", "profile_fit", "order",
    "time", "intervals", "occasions", "zones", "levels", "lots",
)  # fmt: skip
TESTS = (
    "gates", "profile_gates", "time_gates", "limits", "fit", "order", "ranking",
    "calendar", "intervals", "zones", "levels", "lots",
)  # fmt: skip
WORK = ROOT / "soak" / "mutants"
MATCHING = Path("volunteer_match/matching")
MOST_LEFT = 5.0
"""Per cent of the mutants that may survive."""
CHILDREN = 2
_KILLED = {1, 3, 24, 36, 152, 255, -24}
"""Exit codes by which mutmut says that a test failed or that the time was over."""
_PLUGINS = ("_hypothesis_pytestplugin", "pytest_timeout")


def _lists(*paths: str) -> str:
    return json.dumps(list(paths))


def _configuration() -> str:
    plugins = [argument for name in _PLUGINS for argument in ("-p", name)]
    return f"""
[tool.mutmut]
source_paths = ["volunteer_match"]
only_mutate = {_lists(*(f"{MATCHING}/{name}.py" for name in MODULES))}
pytest_add_cli_args = {_lists(*plugins, "-p", "no:cacheprovider")}
pytest_add_cli_args_test_selection = {_lists(*(f"tests/matching/test_{name}.py" for name in TESTS))}
process_isolation = "forkserver"
use_git_change_detection = false
timeout_multiplier = 10.0

[tool.pytest.ini_options]
addopts = "--strict-markers"
filterwarnings = ["error"]
"""


def undecorated(source: str) -> str:
    """The same module without caches, and with properties as plain functions that are made properties below them."""
    lines = source.splitlines()
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef) and node.decorator_list]
    for function in sorted(found, key=lambda node: node.lineno, reverse=True):
        (decorator,), name = function.decorator_list, function.name
        if ast.unparse(decorator) == "property":
            lines.insert(function.end_lineno or 0, f"{' ' * function.col_offset}{name} = property({name})")
        elif not ast.unparse(decorator).startswith("lru_cache("):
            raise ValueError(f"@{ast.unparse(decorator)} of {name}: may it be left out?")
        del lines[decorator.lineno - 1]
    return "\n".join(lines) + "\n"


def prepare() -> None:
    """Lays sources and tests into WORK. What became of each mutant stays; which test reaches what is found anew."""
    package, tests = WORK / "volunteer_match", WORK / "tests"
    for folder in (package, tests):
        shutil.rmtree(folder, ignore_errors=True)
    (WORK / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / MATCHING, WORK / MATCHING, ignore=ignored)
    for name in ("__init__.py", "glossary.py"):
        shutil.copy2(ROOT / "volunteer_match" / name, package / name)
    for name in MODULES:
        path = WORK / MATCHING / f"{name}.py"
        path.write_text(undecorated(path.read_text()))
    shutil.copytree(ROOT / "tests" / "matching", tests / "matching", ignore=ignored)
    (tests / "__init__.py").touch()
    shutil.copy2(ROOT / "benchmarks" / "mutants_conftest.py", tests / "conftest.py")
    (WORK / "pyproject.toml").write_text(_configuration())


def outcomes() -> dict[str, int | None]:
    """What became of each mutant: the exit code of its tests, None if they were not run."""
    found: dict[str, int | None] = {}
    for name in MODULES:
        path = WORK / "mutants" / MATCHING / f"{name}.py.meta"
        if path.exists():
            found.update(json.loads(path.read_text())["exit_code_by_key"])
    return found


def left_over() -> list[str]:
    return sorted(name for name, code in outcomes().items() if code not in _KILLED)


def _mutmut(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONHASHSEED": "0"}
    environment.pop("HYPOTHESIS_PROFILE", None)
    command = [str(Path(sys.executable).with_name("mutmut")), *arguments]
    return subprocess.run(command, cwd=WORK, env=environment, capture_output=True, text=True, check=False)


def figures() -> dict[str, Any]:
    """What is known of all mutants; whatever no test ended counts as survived."""
    mutants, survived = len(outcomes()), len(left_over())
    percent = round(100 * survived / max(1, mutants), 2)
    return {
        "mutants": mutants,
        "killed": mutants - survived,
        "survived": survived,
        "survived_percent": percent,
        "sound": bool(mutants) and percent <= MOST_LEFT,
    }


def run(*, only_left: bool = False, children: int = CHILDREN) -> dict[str, Any]:
    """Tries every mutant, or those left over the last time; the figures are about all."""
    start = time.monotonic()
    names = left_over() if only_left else []
    if not only_left:
        shutil.rmtree(WORK, ignore_errors=True)
    prepare()
    done = _mutmut("run", "--max-children", str(children), *names)
    if done.returncode:
        raise RuntimeError(f"mutmut ended with {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return {**figures(), "seconds": round(time.monotonic() - start, 1)}


def by_module() -> Iterator[tuple[str, int, int]]:
    """Each module with its mutants and those of them that are left."""
    everyone = Counter(name.rsplit(".", 1)[0] for name in outcomes())
    left = Counter(name.rsplit(".", 1)[0] for name in left_over())
    for module, count in everyone.items():
        yield module, count, left[module]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--left", action="store_true", help="only what survived the last time")
    parser.add_argument("--children", type=int, default=CHILDREN)
    chosen = parser.parse_args()
    found = run(only_left=chosen.left, children=chosen.children)
    for name in left_over():
        print(_mutmut("show", name).stdout)
    for module, count, left in by_module():
        print(f"{module:42} {count:5} mutants {left:4} left")
    print(json.dumps(found))
    return 0 if found["sound"] else 1


if __name__ == "__main__":
    sys.exit(main())
