"""Every word a person sees is marked for translation."""

import re
from pathlib import Path

import pytest

from tests.architecture.templates import TEMPLATES, name_of, parse

# The same in every language.
NAMES = {"SPARK"}
SPOKEN_ATTRIBUTES = ("alt", "title", "placeholder", "label", "aria-label", "aria-description", "aria-roledescription")
WORD = re.compile(r"[^\W\d_]{2,}")
# A block named for the attribute it fills says nothing to people.
ATTRIBUTE_BLOCK = re.compile(r"{% *block \w+_(?:class|attributes) *%}.*?{% *endblock\b.*?%}", flags=re.DOTALL)


def unmarked(source: str) -> list[str]:
    page = parse(ATTRIBUTE_BLOCK.sub("", source))
    spoken = [
        (element.line, element.attributes[name])
        for element in page.elements
        for name in SPOKEN_ATTRIBUTES
        if name in element.attributes
    ]
    return [f"line {line}: {text.strip()}" for line, text in (*page.texts, *spoken) if set(WORD.findall(text)) - NAMES]


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_have_no_unmarked_words(path: Path) -> None:
    assert unmarked(path.read_text()) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_translated_blocks_are_trimmed(path: Path) -> None:
    opened = re.findall(r"{% *blocktrans.*?%}", path.read_text())

    assert [tag for tag in opened if not re.search(r"\btrimmed\b", tag)] == []


@pytest.mark.parametrize(
    "source",
    ["<p>Hej</p>", '<p>{% translate "Hej" %} verden</p>', '<img alt="Et kort">', "{% if late %}For sent{% endif %}"],
)
def test_unmarked_words_are_found(source: str) -> None:
    assert len(unmarked(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        '<p title="{% translate "Hej" %}">{% translate "Hej" %} – SPARK, {{ name }} (1) &middot;</p>',
        "{% blocktranslate trimmed with n=n %}<p>Hej {{ n }}</p>{% endblocktranslate %}",
        '{% block body_attributes %} class="work"{% endblock %}',
        "{# Said to the reader of the template. #}<script src='a.js'></script>",
    ],
)
def test_marked_words_are_left_alone(source: str) -> None:
    assert unmarked(source) == []
