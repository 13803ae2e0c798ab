"""How hard a Danish text is to read: words in a sentence, plus the share of long words (design.md, Words)."""

import re
from html.parser import HTMLParser

LONG = 6
APART = {"p", "li", "h1", "h2", "h3", "dt", "dd", "summary", "label", "legend", "td", "th", "a", "button", "text"}


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said = ""
        self.inside_main = False

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.inside_main = self.inside_main or tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self.inside_main = self.inside_main and tag != "main"
        if tag in APART:
            self.said += ".\n"

    def handle_data(self, data: str) -> None:
        if self.inside_main:
            self.said += data


def text_of(html: str) -> str:
    """What stands in the page's main part, each piece as a sentence of its own."""
    reader = _Text()
    reader.feed(html)
    return reader.said


def lix(text: str) -> int:
    words = re.findall(r"[^\W\d_]+", text)
    sentences = [piece for piece in re.split(r"[.!?:]+", text) if re.search(r"\w", piece)]
    long_words = [word for word in words if len(word) > LONG]
    return round(len(words) / len(sentences) + 100 * len(long_words) / len(words))
