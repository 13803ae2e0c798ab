"""Forms drawn by our own field template, so that `{{ form.name.as_field_group }}` is all a page writes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import Select
from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class FieldGroups(DjangoTemplates):
    field_template_name = "components/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """A list to choose from is put together here: a template for each municipality costs more than the page."""
        if template_name == Select.template_name:
            return _select(context["widget"])
        return str(super().render(template_name, context, request))


def _select(widget: Mapping[str, Any]) -> SafeString:
    groups = format_html_join("", "{}", ([_group(name, options)] for name, options, _ in widget["optgroups"]))
    return format_html('<select name="{}"{}>{}</select>', widget["name"], flatatt(widget["attrs"]), groups)


def _group(name: str | None, options: Sequence[Mapping[str, Any]]) -> SafeString:
    choices = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ([option["value"], _attributes(option["attrs"]), option["label"]] for option in options),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', name, choices) if name else choices


def _attributes(attrs: dict[str, Any]) -> SafeString | str:
    return flatatt(attrs) if attrs else ""
