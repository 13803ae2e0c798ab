"""What a coordinator fills in."""

from typing import Any, Self

from django import forms
from django.forms.models import model_to_dict
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sparkweb.flow.prioritisation.enums import REASONS_FOR, Outcome, Reason
from sparkweb.flow.prioritisation.models import Decision
from sparkweb.flow.prioritisation.rules import why_not_planned_on
from sparkweb.foundation.core.clock import today
from sparkweb.foundation.core.forms import LongText, SparkForm
from sparkweb.foundation.core.widgets import ChoiceLine, DateInput

MOST_PLACES = 500
_CHOOSE = {"required": _("Vælg en af dem."), "invalid_choice": _("Vælg en af dem.")}
_NUMBER = {
    "required": _("Skriv et tal."),
    "invalid": _("Skriv et helt tal."),
    "min_value": _("Tallet kan ikke være under 0."),
    "max_value": _("Tallet er for stort."),
}
_DATE = {"required": _("Vælg en dag."), "invalid": _("Skriv datoen som dag, måned og år.")}


def _places(**options: Any) -> forms.IntegerField:
    return forms.IntegerField(min_value=0, max_value=MOST_PLACES, error_messages=_NUMBER, **options)


def _reasons_for(outcome: Outcome) -> tuple[str, list[tuple[str, str]]]:
    """A group of the list of reasons, under the answer it fits."""
    return _now("Ved {answer}").format(answer=outcome.label), [
        (reason.value, str(reason.label)) for reason in REASONS_FOR[outcome]
    ]


class _Answer(ChoiceLine):
    """The case has just been opened, so that is where the keyboard goes: the answer it has, or the first."""

    takes_focus = True

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        groups = super().optgroups(name, value, attrs)
        options = [option for _name, members, _index in groups for option in members]
        if self.takes_focus and options:
            focused = next((option for option in options if option["selected"]), options[0])
            focused["attrs"]["autofocus"] = True
        return groups


class DecisionForm(SparkForm):
    """The answer, a reason from the list that fits it, and the reason in own words."""

    outcome = forms.ChoiceField(label=_("Svar"), widget=_Answer, error_messages=_CHOOSE)
    reason = forms.ChoiceField(label=_("Grund"), error_messages={**_CHOOSE, "required": _("Vælg en grund.")})
    reason_text = LongText(
        label=_("Grunden med jeres egne ord"),
        help_text=_("Arbejdspladsen læser den på sin side."),
        max_length=600,
        error_messages={"required": _("Skriv grunden.")},
    )
    seen_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = [(one.value, str(one.label).capitalize()) for one in Outcome]  # type: ignore[attr-defined]
        self.fields["reason"].choices = [("", _("Vælg")), *map(_reasons_for, Outcome)]  # type: ignore[attr-defined]
        self.fields["reason_text"].widget.attrs["rows"] = 3
        self.fields["outcome"].widget.takes_focus = not self.is_bound

    def clean(self) -> dict[str, Any]:
        answer: dict[str, Any] = super().clean() or {}
        if {"outcome", "reason"} <= answer.keys() and answer["reason"] not in REASONS_FOR[Outcome(answer["outcome"])]:
            self.add_error("reason", _("Vælg en grund, der passer til svaret."))
        return answer

    @classmethod
    def about(cls, decision: Decision | None) -> Self:
        """Empty, or with what has been decided so far."""
        if decision is None:
            return cls(initial={"seen_revision": 0})
        return cls(initial={**model_to_dict(decision), "seen_revision": decision.revision})

    def with_revision_of(self, decision: Decision | None) -> Self:
        """The same words once more, now that the decision of the moment has been seen."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["seen_revision"] = str(decision.revision if decision else 0)
        return type(self)(data)

    @property
    def answer(self) -> dict[str, Any]:
        """What `decide` takes."""
        clean = self.cleaned_data
        return {**clean, "outcome": Outcome(clean["outcome"]), "reason": Reason(clean["reason"])}


class UndoForm(SparkForm):
    seen_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class CapacityForm(SparkForm):
    capacity = _places(label=_("Pladser i runden"))


class RoundForm(SparkForm):
    """The month follows from the day of the meeting."""

    DATES = ("opens_date", "closes_date", "meeting_date")

    opens_date = forms.DateField(label=_("Åbner for ansøgninger"), widget=DateInput, error_messages=_DATE)
    closes_date = forms.DateField(
        label=_("Lukker for nye"),
        help_text=_("Ansøgninger, der kommer fra denne dag, er med i næste runde."),
        widget=DateInput,
        error_messages=_DATE,
    )
    meeting_date = forms.DateField(label=_("Møde"), widget=DateInput, error_messages=_DATE)
    capacity = _places(
        label=_("Pladser"), help_text=_("Så mange ledige pladser har konsulenterne i dag. I kan ændre tallet.")
    )

    def clean(self) -> dict[str, Any]:
        round_: dict[str, Any] = super().clean() or {}
        for name in self.DATES:
            if name in round_ and (sentence := why_not_planned_on(round_[name], today())):
                self.add_error(name, sentence)
        return round_


class AssignForm(SparkForm):
    consultant = forms.IntegerField(min_value=1)


class LettersForm(SparkForm):
    """What the one who sends has seen."""

    seen_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
