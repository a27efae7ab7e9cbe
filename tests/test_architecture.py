"""Imports go one way, and each heavy library is known in one place."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = {"corpus": set(), "index": {"corpus"}, "assistant": {"corpus", "index"}}
HOMES = {
    "chromadb": ["index/store.py"],
    "langchain_chroma": ["index/store.py"],
    "gradio": ["assistant/ui/", "app.py"],
    "spacy": ["corpus/syntax.py"],
    "openpyxl": ["assistant/exports.py"],
    "tantivy": ["index/analysis.py", "index/lexical.py"],
}
FILES = [path for package in LAYERS for path in sorted((ROOT / package).rglob("*.py"))]


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way_and_heavy_libraries_stay_at_home(path: Path) -> None:
    place = str(path.relative_to(ROOT))
    package = place.split("/")[0]
    imported = imports_of(path)
    assert imported & set(LAYERS) <= LAYERS[package] | {package}
    for library, homes in HOMES.items():
        assert library not in imported or any(place.startswith(home) for home in homes)
