from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html

from sparkweb.foundation.core.rendering import FieldGroups

CHOICES = [
    ("", "Vælg"),
    ("101", "København"),
    ("<b>", 'Å & "Ø" <script>'),
    ("Landet", [("707", "Norddjurs"), (7, "Syddjurs")]),
]


@pytest.mark.parametrize("value", ["", None, "101", "<b>", 7, "unknown"])
@pytest.mark.parametrize("attrs", [{}, {"id": "id_kommune", "aria-describedby": "fejl", "disabled": True, "size": 3}])
def test_a_select_is_what_django_would_have_written(value: Any, attrs: dict[str, Any]) -> None:
    select = forms.Select(choices=CHOICES)

    ours = select.render("kommune", value, attrs, FieldGroups())

    assert parse_html(ours) == parse_html(select.render("kommune", value, attrs, DjangoTemplates()))
