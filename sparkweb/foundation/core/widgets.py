"""Inputs that Django has no widget for: big rows to tap, and the browser's own date and time."""

from collections.abc import Callable
from typing import Any

from django import forms


class _Rows(forms.widgets.ChoiceWidget):
    """Each choice is a whole row with its own hint. `hint` answers for the value, or for the row of a model choice."""

    template_name = "components/choice_rows.html"

    def __init__(self, *, hint: Callable[[Any], str | None] = lambda _: None, **options: Any) -> None:
        super().__init__(**options)
        self.hint = hint

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **options)
        return {**option, "hint": self.hint(getattr(value, "instance", value)) or ""}


class ChoiceRows(_Rows, forms.RadioSelect):
    """Choose one."""


class CheckRows(_Rows, forms.CheckboxSelectMultiple):
    """Choose any number."""


class ChoiceLine(forms.RadioSelect):
    """Choose one of a few equal answers in one line; `ends` says what the outermost mean."""

    template_name = "components/choice_line.html"

    def __init__(self, *, ends: tuple[Any, Any] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.ends = ends

    def get_context(self, *args: Any) -> dict[str, Any]:
        return {**super().get_context(*args), "ends": self.ends}


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%H:%M", **options)


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", **options)
