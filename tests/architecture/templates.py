"""Our templates read as HTML, with Django's own tags taken out."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from tests.architecture.own import PACKAGE_DIR

TEMPLATES = sorted(
    path
    for path in PACKAGE_DIR.glob("**/templates/**/*")
    if path.suffix in {".html", ".txt", ".svg"} and path.is_file()
)

# Read in mail programs, which know inline style only and run no script; no content policy reaches them.
LETTERS = [path for path in TEMPLATES if path.parent.name == "messaging"]

TRANSLATED_OR_UNSEEN = re.compile(
    r"{% *(blocktranslate|comment)\b.*?{% *end\1 *%}|{#.*?#}|{%.*?%}|{{.*?}}",
    flags=re.DOTALL,
)


@dataclass(frozen=True)
class Element:
    line: int
    tag: str
    attributes: dict[str, str]


@dataclass
class Page(HTMLParser):
    """Every element, and every piece of text a person would see."""

    elements: list[Element] = field(default_factory=list)
    texts: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(self.getpos()[0], tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:
            self.texts.append((self.getpos()[0], data))


def parse(source: str) -> Page:
    page = Page()
    page.feed(TRANSLATED_OR_UNSEEN.sub(lambda found: "\n" * found[0].count("\n"), source))
    page.close()
    return page


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE_DIR))
