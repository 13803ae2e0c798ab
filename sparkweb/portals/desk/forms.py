"""Dates to offer: up to four, each with a start and an end, in Danish time."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.forms.utils import from_current_timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sparkweb.flow.planning.services import Slot
from sparkweb.foundation.core import clock
from sparkweb.foundation.core.forms import LongText, ShortText, SparkForm
from sparkweb.foundation.core.reach import within_two_years
from sparkweb.foundation.core.widgets import DateInput, TimeInput
from sparkweb.registers.consultants.models import Consultant
from sparkweb.registers.consultants.queries import taken_among

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OPTIONS = 4
SATURDAY = 5
USUAL_START, USUAL_END = time(13), time(16)
TIME_FORMATS = ["%H:%M", "%H.%M"]


class NoSuchTime(Exception):
    """The clocks are changed that night, so the hour does not exist or exists twice."""


class ProposalForm(SparkForm):
    """A row without a date is left out."""

    place = ShortText(
        label=_("Hvor mødes I?"),
        error_messages={"required": _("Skriv, hvor I mødes.")},
        help_text=_("For eksempel: Personalestuen på arbejdspladsen. Stedet står kun på siden, aldrig i en kalender."),
        max_length=120,
    )
    message = LongText(
        label=_("Besked til arbejdspladsen"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    weekend = forms.BooleanField(label=_("Ja, dagene i weekenden er rigtige"), required=False)

    def __init__(self, data: Any = None, *, consultant: Consultant, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.consultant = consultant
        self.slots: list[Slot] = []
        self.in_weekend: list[int] = []
        """The rows with a Saturday or a Sunday: sent when the consultant has said that they are meant."""
        for number in range(1, OPTIONS + 1):
            which = {"number": number}
            self.fields[f"date_{number}"] = _date_field(_now("Forslag %(number)d, dag") % which)
            self.fields[f"start_{number}"] = _time_field(_now("Forslag %(number)d, fra") % which, USUAL_START)
            self.fields[f"end_{number}"] = _time_field(_now("Forslag %(number)d, til") % which, USUAL_END)
        self.order_fields([*self._names(), "place", "message", "weekend"])

    def rows(self) -> Iterator[tuple[int, BoundField, BoundField, BoundField]]:
        for number in range(1, OPTIONS + 1):
            yield number, self[f"date_{number}"], self[f"start_{number}"], self[f"end_{number}"]

    def clean(self) -> dict[str, Any]:
        found = {n: slot for n in range(1, OPTIONS + 1) if (slot := self._slot(n))}
        self.slots = list(found.values())
        taken = taken_among(self.consultant, [(slot.starts_at, slot.ends_at) for slot in self.slots])
        for number, is_taken in zip(found, taken, strict=True):
            if is_taken:
                self._refuse(f"date_{number}", found[number], _("Du har allerede et møde den halve dag."))
        for number, slot in found.items():
            self._check(number, slot)
        if not self.slots and not self.errors.keys() & {*self._names()}:
            self.add_error("date_1", _("Foreslå mindst én dato."))
        return self.cleaned_data

    def _check(self, number: int, slot: Slot) -> None:
        if slot.starts_at <= clock.now():
            self._refuse(f"date_{number}", slot, _("Den dag er gået. Vælg en, der ligger forude."))
            return
        if slot.ends_at <= slot.starts_at:
            self._refuse(f"end_{number}", slot, _("Mødet skal slutte senere, end det begynder."))
        if localtime(slot.starts_at).weekday() >= SATURDAY:
            self.in_weekend.append(number)
            if not self.cleaned_data.get("weekend"):
                self._refuse(f"date_{number}", slot, _("Det er en weekend. Sæt mærket nederst, hvis den skal med."))

    def _refuse(self, field: str, slot: Slot, why: "_StrPromise") -> None:
        """Says which date, so that it is understood in the list on top of the page too."""
        day = date_format(localtime(slot.starts_at), "l j. F Y").capitalize()
        self.add_error(field, f"{day}: {why}")

    def _slot(self, number: int) -> Slot | None:
        """None where there is no date, or a part of the row cannot be read."""
        day: date | None = self.cleaned_data.get(f"date_{number}")
        start, end = self.cleaned_data.get(f"start_{number}"), self.cleaned_data.get(f"end_{number}")
        if day is None:
            return None
        for name, moment in (("start", start), ("end", end)):
            if moment is None and f"{name}_{number}" not in self.errors:
                self.add_error(f"{name}_{number}", _("Skriv et klokkeslæt."))
        if start is None or end is None:
            return None
        try:
            return Slot(_danish(day, start), _danish(day, end))
        except NoSuchTime:
            self.add_error(f"start_{number}", _("Uret stilles den nat, så det klokkeslæt duer ikke. Vælg et andet."))
            return None

    def _names(self) -> list[str]:
        return [name for name in self.fields if name not in ("place", "message", "weekend")]


def _danish(day: date, at: time) -> datetime:
    try:
        return from_current_timezone(datetime.combine(day, at))
    except ValidationError as problem:
        raise NoSuchTime from problem


def _date_field(label: str) -> forms.DateField:
    return forms.DateField(
        validators=[within_two_years],
        label=label,
        required=False,
        widget=DateInput(),
        error_messages={"invalid": _("Skriv en dag, for eksempel 8.12.2026.")},
    )


def _time_field(label: str, usual: time) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        initial=usual,
        widget=TimeInput(),
        input_formats=TIME_FORMATS,
        error_messages={"invalid": _("Skriv et klokkeslæt, for eksempel 13.00.")},
    )
