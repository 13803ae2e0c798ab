"""A page as a browser without script reads it: its title, what it says, and its forms with what stands in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TEXT_TYPES = frozenset({"text", "textarea", "search", "tel", "url", "password"})
UNTYPED = frozenset({"hidden", "submit", "button"})


@dataclass
class Field:
    """One name in a form: what kind it is, what stands there, and what may be chosen."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        return self.kind in TEXT_TYPES

    @property
    def is_typed(self) -> bool:
        return self.kind not in UNTYPED

    def values(self) -> list[str]:
        """What a browser sends when nobody touches the field."""
        return self.chosen if self.kind in {"radio", "checkbox", "select"} else [self.value]


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)

    @property
    def typed(self) -> list[Field]:
        return [each for each in self.fields.values() if each.is_typed]

    def untouched(self) -> dict[str, list[str]]:
        return {name: each.values() for name, each in self.fields.items() if each.values()}


@dataclass
class Page:
    title: str = ""
    language: str = ""
    text: str = ""
    """What is said outside the fields."""
    error: str = ""
    """What the page says went wrong."""
    forms: list[Form] = field(default_factory=list)

    @classmethod
    def read(cls, html: str) -> "Page":
        reader = _Reader()
        reader.feed(html)
        reader.close()
        return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._inside: list[str] = []
        self._form: Form | None = None
        self._area: Field | None = None
        self._select: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        match tag:
            case "html":
                self.page.language = attributes.get("lang", "")
            case "form":
                self._form = Form(attributes.get("action", ""), attributes.get("method", "get").lower())
                self.page.forms.append(self._form)
            case "input" | "button" | "select" | "textarea" if self._form and attributes.get("name"):
                self._add(tag, attributes, self._form)
            case "option" if self._select:
                self._choice(self._select, attributes, "selected")
        is_void = tag in {"input", "br", "img", "meta", "link", "hr", "source", "wbr", "path", "circle", "use", "rect"}
        if not is_void:
            self._inside.append(f"{tag}.{attributes.get('class', '')}#{attributes.get('role', '')}")

    def handle_endtag(self, tag: str) -> None:
        while self._inside and not self._inside.pop().startswith(f"{tag}."):
            pass
        if tag == "form":
            self._form = None
        if tag == "textarea" and self._area:
            self._area.value = self._area.value.removeprefix("\n")  # The first line break belongs to the tag.
            self._area = None
        if tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area.value += data
        elif self._is_inside("title."):
            self.page.title += "" if self._is_inside("svg.") else data
        elif not (self._is_inside("style.") or self._is_inside("script.")):
            self.page.text += data
            if any("#alert" in each or ".error" in each for each in self._inside):
                self.page.error += data

    def _is_inside(self, start: str) -> bool:
        return any(each.startswith(start) for each in self._inside)

    def _add(self, tag: str, attributes: dict[str, str], form: Form) -> None:
        kind = attributes.get("type", "text") if tag == "input" else "button" if tag == "button" else tag
        name, value = attributes["name"], attributes.get("value", "")
        found = form.fields.setdefault(name, Field(name, kind, value))
        if kind in {"radio", "checkbox"}:
            self._choice(found, {**attributes, "value": value or "on"}, "checked")
        if kind == "textarea":
            self._area = found
        if kind == "select":
            self._select = found

    def _choice(self, found: Field, attributes: dict[str, str], mark: str) -> None:
        found.options.append(attributes.get("value", ""))
        if mark in attributes:
            found.chosen.append(attributes.get("value", ""))
