"""The content policy refuses inline style and script; so do we, before a browser has to."""

from pathlib import Path

import pytest

from tests.architecture.templates import LETTERS, TEMPLATES, Element, name_of, parse

DATA_BLOCKS = {"application/json", "application/ld+json"}


def inline(source: str) -> list[str]:
    return [f"line {element.line}: <{element.tag}>" for element in parse(source).elements if is_inline(element)]


def is_inline(element: Element) -> bool:
    attributes = element.attributes
    if element.tag == "script":
        return "src" not in attributes and attributes.get("type") not in DATA_BLOCKS
    return (
        element.tag == "style"
        or "style" in attributes
        or any(name.startswith("on") for name in attributes)
        or any(value.strip().lower().startswith("javascript:") for value in attributes.values())
    )


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path not in LETTERS], ids=name_of)
def test_templates_have_no_inline_style_or_script(path: Path) -> None:
    assert inline(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        '<p style="color: red">',
        '<p {% if late %}onclick="go()"{% endif %}>',
        "<script>go()</script>",
        "<style>p { color: red }</style>",
        '<a href=" JavaScript:go()">',
    ],
)
def test_inline_code_is_found(source: str) -> None:
    assert len(inline(source)) == 1


@pytest.mark.parametrize(
    "source", ['<script src="{% static "a.js" %}"></script>', '<script type="application/json">{}</script>']
)
def test_files_and_data_are_not_inline_code(source: str) -> None:
    assert inline(source) == []
