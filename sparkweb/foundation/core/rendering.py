"""Forms drawn by our own field template, so that `{{ form.name.as_field_group }}` is all a page writes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import Select
from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString


class FieldGroups(DjangoTemplates):
    field_template_name = "components/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """A list to choose from is put together here: a template for each municipality costs more than the page."""
        if template_name == Select.template_name:
            return _select(context["widget"])
        return str(super().render(template_name, context, request))


def _select(widget: Mapping[str, Any]) -> SafeString:
    """Groups and choices in their order; a choice without a group comes as a group of one without a name."""
    groups = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
    inside = SafeString(groups)
    return format_html('<select name="{}"{}>{}</select>', widget["name"], flatatt(widget["attrs"]), inside)


def _group(name: str | None, options: Sequence[Mapping[str, Any]]) -> str:
    choices = "".join(map(_choice, options))
    return f'<optgroup label="{conditional_escape(name)}">{choices}</optgroup>' if name else choices


def _choice(option: Mapping[str, Any]) -> str:
    return choice(option["value"], option["label"], flatatt(option["attrs"]) if option["attrs"] else "")


def choice(value: Any, label: Any, attributes: str = "") -> SafeString:
    """One thing to choose, written plainly: there are a hundred on a page."""
    return SafeString(f'<option value="{conditional_escape(value)}"{attributes}>{conditional_escape(label)}</option>')
