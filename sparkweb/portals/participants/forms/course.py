"""What a workplace answers in its course: which day, when else, and how it went."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from sparkweb.flow.planning.models import DateOption
from sparkweb.foundation.core.forms import LongText, SparkForm
from sparkweb.foundation.core.templatetags.spark import clock_until, weekday_date
from sparkweb.foundation.core.widgets import ChoiceLine, ChoiceRows
from sparkweb.registers.surveys.models import HIGHEST, LOWEST, Item

PICK_ONE = _("Vælg en af dagene.")


class PickForm(SparkForm):
    """One of the options that are left. Another one is read too: it may have been taken a moment ago."""

    option = forms.UUIDField(
        label=_("Hvilken dag passer jer?"), error_messages={"required": PICK_ONE, "invalid": PICK_ONE}
    )

    def __init__(self, data: Any = None, *, options: Sequence[DateOption]) -> None:
        super().__init__(data)
        times = {str(each.pk): clock_until(each.starts_at, each.ends_at) for each in options}
        days = [(str(each.pk), weekday_date(each.starts_at).capitalize()) for each in options]
        self.fields["option"].widget = ChoiceRows(choices=days, hint=times.get)

    @property
    def option_id(self) -> UUID:
        return UUID(str(self.cleaned_data["option"]))


class OtherDatesForm(SparkForm):
    save_label = _("Send til jeres konsulent")

    text = LongText(
        label=_("Hvornår passer det bedre?"),
        help_text=_("For eksempel: Torsdage efter klokken 13, og ikke i uge 50."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EvaluationForm(SparkForm):
    """One line of five for each item. Every item is answered, or none is stored."""

    ENDS = (_("slet ikke enig"), _("helt enig"))

    def __init__(self, data: Any = None, *, items: Sequence[Item]) -> None:
        super().__init__(data)
        for item in items:
            self.fields[f"item_{item.pk}"] = forms.TypedChoiceField(
                label=item.text,
                coerce=int,
                choices=[(value, _spoken(value)) for value in range(LOWEST, HIGHEST + 1)],
                widget=ChoiceLine(ends=self.ENDS),
                error_messages={
                    "required": _("Vælg et tal fra 1 til 5."),
                    "invalid_choice": _("Vælg et tal fra 1 til 5."),
                },
            )

    @property
    def ratings(self) -> Mapping[int, int]:
        return {int(name.removeprefix("item_")): value for name, value in self.cleaned_data.items()}


def _spoken(value: int) -> str:
    """The ends are written under the line; who listens hears them with the number."""
    ends = {LOWEST: EvaluationForm.ENDS[0], HIGHEST: EvaluationForm.ENDS[1]}
    return format_html('{}<span class="sr">, {}</span>', value, ends[value]) if value in ends else str(value)
