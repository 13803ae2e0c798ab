"""What a workplace and its consultant write in a course. Both portals show these forms; each knows how it is saved."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sparkweb.flow.courses import services
from sparkweb.flow.courses.enums import Verdict
from sparkweb.flow.courses.models import ChangeGoal, Course, Meeting, TrialAction, WrapUp
from sparkweb.foundation.accounts.actors import Actor
from sparkweb.foundation.core import clock
from sparkweb.foundation.core.forms import LongText, ShortText, SparkForm
from sparkweb.foundation.core.reach import within_two_years
from sparkweb.foundation.core.widgets import ChoiceLine, DateInput

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

DATE_ERRORS = {"required": _("Vælg en dag."), "invalid": _("Skriv en dag, for eksempel 8.12.2026.")}
Text = tuple[str, str]
"""A label and what stands under it."""


def rows(count: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": count})


def _missing(what_to_do: "_StrPromise") -> dict[str, Any]:
    return {"required": what_to_do}


class SharedForm(SparkForm):
    """A text several people write. It carries what the writer saw, so that nobody's words are lost unseen."""

    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def save(self, *, by: Actor, at: datetime) -> None:
        raise NotImplementedError

    def stands(self) -> list[Text]:
        """What the other one wrote, to be shown beside this; the next save is then made with open eyes."""
        raise NotImplementedError

    def _has_seen(self, seen: int) -> None:
        self.data = {**{name: self.data.get(name, "") for name in self.data}, "seen": seen}


class GoalForm(SharedForm):
    save_label = _("Gem ønsket")

    text = LongText(
        label=_("Hvad skal være anderledes?"),
        error_messages=_missing(_("Skriv, hvad der skal være anderledes.")),
        help_text=_("Skriv det, som I ville sige det til en kollega. Én eller to sætninger er nok."),
        max_length=600,
        widget=rows(4),
    )

    def __init__(self, data: Any = None, *, course: Course, goal: ChangeGoal | None) -> None:
        super().__init__(data, initial={"text": goal.text, "seen": goal.pk} if goal else None)
        self.course = course

    def save(self, *, by: Actor, at: datetime) -> None:
        services.set_goal(
            course=self.course,
            text=self.cleaned_data["text"],
            seen_goal_id=self.cleaned_data["seen"] or None,
            by=by,
            at=at,
        )

    def stands(self) -> list[Text]:
        goal = self.course.goals.order_by("-set_at", "-id").first()
        self._has_seen(goal.pk if goal else 0)
        return [(str(self["text"].label), goal.text)] if goal else []


class NotesForm(SharedForm):
    save_label = _("Gem referatet")

    notes = LongText(
        label=_("Referat"),
        error_messages=_missing(_("Skriv et par linjer fra mødet.")),
        help_text=_("Skriv, hvad I talte om, og hvad I aftalte. Begge sider læser den samme tekst."),
        max_length=10_000,
        widget=rows(12),
    )

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        super().__init__(data, initial={"notes": meeting.notes, "seen": meeting.notes_revision})
        self.meeting = meeting

    def save(self, *, by: Actor, at: datetime) -> None:
        services.write_notes(
            meeting=self.meeting,
            notes=self.cleaned_data["notes"],
            seen_revision=self.cleaned_data["seen"] or 0,
            by=by,
            at=at,
        )

    def stands(self) -> list[Text]:
        meeting = Meeting.objects.get(pk=self.meeting.pk)
        self._has_seen(meeting.notes_revision)
        return [(str(self["notes"].label), meeting.notes)]


class TrialForm(SparkForm):
    save_label = _("Gem prøvehandlingen")

    title = ShortText(
        label=_("Hvad kalder I den?"),
        error_messages=_missing(_("Skriv, hvad I kalder den.")),
        help_text=_("For eksempel: Fem minutter ved vagtskiftet."),
        max_length=80,
    )
    purpose = LongText(
        label=_("Hvorfor vil I prøve den?"),
        error_messages=_missing(_("Skriv, hvorfor I vil prøve den.")),
        max_length=1000,
        widget=rows(2),
    )
    what = LongText(
        label=_("Hvad gør I?"), error_messages=_missing(_("Skriv, hvad I gør.")), max_length=1000, widget=rows(3)
    )
    who = ShortText(
        label=_("Hvem sætter i gang?"), error_messages=_missing(_("Skriv, hvem der sætter i gang.")), max_length=160
    )
    signal = LongText(
        label=_("Hvad kigger I efter?"),
        error_messages=_missing(_("Skriv, hvad I kigger efter.")),
        help_text=_("Det, I kan se eller høre, hvis den hjælper."),
        max_length=1000,
        widget=rows(2),
    )
    by_date = forms.DateField(
        validators=[within_two_years],
        label=_("Til og med hvilken dag prøver I?"),
        help_text=_("To til fire uger er som regel nok."),
        widget=DateInput(),
        error_messages=DATE_ERRORS,
    )

    def __init__(self, data: Any = None, *, meeting: Meeting, next_meeting: Meeting | None) -> None:
        """`next_meeting` lies ahead; what is tried should be over by then."""
        next_date = localdate(next_meeting.visit.starts_at) if next_meeting else None
        super().__init__(data, initial={"by_date": next_date})
        self.meeting = meeting
        if next_date:
            again = _now("I mødes igen {day}. Slut gerne før.").format(day=date_format(next_date, "j. F"))
            self.fields["by_date"].help_text = again

    def clean_by_date(self) -> date:
        by_date: date = self.cleaned_data["by_date"]
        if by_date < clock.today():
            raise ValidationError(_("Vælg en dag, der ligger forude, så I kan nå at prøve."))
        return by_date

    def save(self, *, by: Actor, at: datetime) -> None:
        services.plan_trial(meeting=self.meeting, trial=services.Trial(**self.cleaned_data), by=by, at=at)


class ReportForm(SharedForm):
    save_label = _("Gem svaret")

    saw = LongText(
        label=_("Hvad så I?"),
        error_messages=_missing(_("Skriv, hvad I så.")),
        help_text=_("Et par linjer er nok."),
        max_length=2000,
        widget=rows(4),
    )
    verdict = forms.ChoiceField(
        label=_("Hvad gør I med den nu?"),
        choices=Verdict.choices,
        widget=ChoiceLine(),
        error_messages={
            "required": _("Vælg, om I beholder, justerer eller dropper den."),
            "invalid_choice": _("Vælg, om I beholder, justerer eller dropper den."),
        },
    )

    def __init__(self, data: Any = None, *, action: TrialAction) -> None:
        super().__init__(data, initial={"saw": action.saw, "verdict": action.verdict, "seen": action.revision})
        self.action = action

    def save(self, *, by: Actor, at: datetime) -> None:
        services.report_trial(
            action=self.action,
            saw=self.cleaned_data["saw"],
            verdict=Verdict(self.cleaned_data["verdict"]),
            seen_revision=self.cleaned_data["seen"] or 0,
            by=by,
            at=at,
        )

    def stands(self) -> list[Text]:
        action = TrialAction.objects.get(pk=self.action.pk)
        self._has_seen(action.revision)
        verdict = str(Verdict(action.verdict).label) if action.verdict else ""
        return [(str(self["saw"].label), action.saw), (str(self["verdict"].label), verdict)]


class WrapUpForm(SharedForm):
    save_label = _("Gem opsamlingen")

    learning = LongText(
        label=_("Hvad har I lært?"),
        error_messages=_missing(_("Skriv, hvad I har lært.")),
        max_length=4000,
        widget=rows(5),
    )
    anchoring = LongText(
        label=_("Hvordan holder I fast?"),
        error_messages=_missing(_("Skriv, hvordan I holder fast.")),
        help_text=_("Hvad bliver ved, når forløbet er slut? Hvor hører det hjemme?"),
        max_length=4000,
        widget=rows(5),
    )
    keeper = ShortText(
        label=_("Hvem holder øje?"),
        error_messages=_missing(_("Skriv, hvem der holder øje.")),
        help_text=_("Gerne én fra hver side."),
        max_length=160,
    )
    check_date = forms.DateField(
        validators=[within_two_years],
        label=_("Hvornår ser I på det igen?"),
        widget=DateInput(),
        error_messages=DATE_ERRORS,
    )

    LEARNING = ("learning", "anchoring", "keeper", "check_date")

    def __init__(self, data: Any = None, *, course: Course, wrap_up: WrapUp | None) -> None:
        standing = {name: getattr(wrap_up, name) for name in self.LEARNING} if wrap_up else {}
        super().__init__(data, initial={**standing, "seen": wrap_up.revision if wrap_up else 0})
        self.course = course

    def save(self, *, by: Actor, at: datetime) -> None:
        services.write_wrap_up(
            course=self.course,
            learning=services.Learning(**{name: self.cleaned_data[name] for name in self.LEARNING}),
            seen_revision=self.cleaned_data["seen"] or 0,
            by=by,
            at=at,
        )

    def stands(self) -> list[Text]:
        wrap_up = WrapUp.objects.filter(course=self.course).first()
        self._has_seen(wrap_up.revision if wrap_up else 0)
        written = {name: getattr(wrap_up, name) for name in self.LEARNING} if wrap_up else {}
        return [(str(self[name].label), _written(value)) for name, value in written.items()]


def _written(value: Any) -> str:
    return date_format(value, "j. F Y") if isinstance(value, date) else str(value)
