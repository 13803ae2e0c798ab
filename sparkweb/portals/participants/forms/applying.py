"""The questions of the application. Each form hands over the very facts that the service takes."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sparkweb.flow.applications.services import START_WITHIN, Frame
from sparkweb.foundation.core.forms import EmailField, LongText, ShortText, SparkForm
from sparkweb.foundation.core.widgets import CheckRows, ChoiceRows
from sparkweb.registers.places.models import Municipality
from sparkweb.registers.programme.models import Sector, Theme
from sparkweb.registers.programme.queries import active_sectors
from sparkweb.registers.workplaces.enums import SeatRole, Side
from sparkweb.registers.workplaces.models import Seat
from sparkweb.registers.workplaces.rules import LONGEST_NAME, is_a_name
from sparkweb.registers.workplaces.services import MemberFacts, WorkplaceFacts

SOON = "nu"
ASKED = "asked"
"""Sent by the page that shows the question which theme fills most."""
LONGEST_WORDS = 4000
ROLE_HINTS = {
    SeatRole.LEADER: _("Du er leder på arbejdspladsen."),
    SeatRole.SHOP_STEWARD: _("Du er valgt af dine kolleger i fagforeningen."),
    SeatRole.SAFETY_REPRESENTATIVE: _("Du er valgt af alle til at se på arbejdsmiljøet."),
    SeatRole.EMPLOYEE_MEMBER: _("Du sidder i jeres TRIO eller lokale MED for medarbejderne."),
}


def roles_on(side: Side | None = None) -> list[tuple[str, str]]:
    """The roles of one side, or of both."""
    return [(role.value, capfirst(str(role.label))) for role in SeatRole if side in (None, role.side)]


def _refuse_no_name(text: str) -> None:
    if not is_a_name(text):
        raise ValidationError(_("Skriv kun et navn, for eksempel Anne Bech."))


class MemberForm(SparkForm):
    """Somebody else on the TRIO or the committee."""

    name = ShortText(
        label=_("Navn"),
        max_length=LONGEST_NAME,
        validators=[_refuse_no_name],
        error_messages={"required": _("Skriv et navn.")},
    )
    email = EmailField(
        label=_("E-mail"),
        help_text=_("Alle skal have hver sin. Vi sender personen et link."),
        error_messages={"required": _("Skriv en e-mail.")},
    )
    role = forms.ChoiceField(
        label=_("Rolle"),
        choices=roles_on,
        widget=ChoiceRows,
        error_messages={"required": _("Vælg en rolle."), "invalid_choice": _("Vælg en rolle på listen.")},
    )

    def __init__(self, *args: Any, side: Side | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = roles_on(side)  # type: ignore[attr-defined]
        if len(roles_on(side)) == 1:
            self.fields["role"].widget = forms.HiddenInput()
            self.initial.setdefault("role", roles_on(side)[0][0])

    @property
    def member(self) -> MemberFacts:
        answers = self.cleaned_data
        return MemberFacts(answers["name"], answers["email"], SeatRole(answers["role"]))

    @staticmethod
    def facts_of(seat: Seat) -> dict[str, str]:
        return {"name": seat.person.name, "email": seat.person.email, "role": seat.role}


class OwnFactsForm(MemberForm):
    """The same three questions to the person."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        address_to_yourself(self)


def address_to_yourself(form: MemberForm) -> None:
    fields = form.fields
    fields["name"].label, fields["name"].widget.attrs["autocomplete"] = _("Dit navn"), "name"
    fields["email"].label, fields["email"].widget.attrs["autocomplete"] = _("Din e-mail"), "email"
    fields["name"].error_messages["required"] = _("Skriv dit navn.")
    fields["email"].error_messages["required"] = _("Skriv din e-mail.")
    fields["email"].help_text = _("Vi sender dig et link, så du altid kan finde tilbage.")
    fields["role"].label = _("Din rolle")
    fields["role"].widget = ChoiceRows(choices=roles_on(), hint=_role_hint)


def _role_hint(role: Any) -> str | None:
    return str(ROLE_HINTS[role]) if role in ROLE_HINTS else None


class _ByGroup(ModelChoiceIterator):  # type: ignore[type-arg] # generic for mypy only
    """Sectors under the name of their group."""

    def __iter__(self) -> Iterator[Any]:
        yield "", self.field.empty_label
        for group, sectors in groupby(self.queryset, key=attrgetter("group")):
            yield group.name, [self.choice(sector) for sector in sectors]


class SectorField(forms.ModelChoiceField):  # type: ignore[type-arg] # generic for mypy only
    iterator = _ByGroup


class ApproximateNumber(forms.IntegerField):
    """Also "ca. 24" and "24 ansatte": the one number in it counts."""

    def to_python(self, value: Any) -> int | None:
        found = re.findall(r"-?[0-9]+(?:[.][0-9]{3})*", str(value or ""), re.ASCII)
        return super().to_python(found[0].replace(".", "") if len(found) == 1 else value)


class WorkplaceForm(SparkForm):
    workplace = ShortText(
        label=_("Arbejdspladsens navn"),
        max_length=120,
        help_text=_("For eksempel børnehusets eller afdelingens navn."),
        error_messages={"required": _("Skriv navnet på jeres arbejdsplads.")},
    )
    municipality = forms.ModelChoiceField(
        label=_("Kommune"),
        queryset=Municipality.objects.order_by("sort_key"),
        empty_label=_("Vælg kommune"),
        error_messages={"required": _("Vælg jeres kommune."), "invalid_choice": _("Vælg jeres kommune på listen.")},
    )
    sector = SectorField(
        label=_("Hvad arbejder I med?"),
        queryset=Sector.objects.none(),
        empty_label=_("Vælg område"),
        error_messages={"required": _("Vælg jeres område."), "invalid_choice": _("Vælg jeres område på listen.")},
    )
    employee_count = ApproximateNumber(
        label=_("Hvor mange ansatte er I?"),
        min_value=1,
        max_value=20_000,
        help_text=_("Cirka er fint."),
        error_messages={
            "required": _("Skriv cirka hvor mange I er."),
            "invalid": _("Skriv et helt tal, for eksempel 24."),
            "min_value": _("Skriv et tal på mindst 1."),
            "max_value": _("Skriv et tal på højst 20.000."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 8}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sectors = active_sectors().order_by("group__position", "position")
        self.fields["sector"].queryset = sectors  # type: ignore[attr-defined]
        self.fields["workplace"].widget.attrs["autocomplete"] = "organization"

    @property
    def facts(self) -> WorkplaceFacts:
        answers = self.cleaned_data
        return WorkplaceFacts(
            answers["workplace"], answers["municipality"], answers["sector"], answers["employee_count"]
        )


class StartForm(MemberForm, WorkplaceForm):
    """Who you are, and where."""

    field_order = ("name", "email", "role", "workplace", "municipality", "sector", "employee_count")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        address_to_yourself(self)


class ThemesForm(SparkForm):
    """One theme is the main one by itself; of several, the page asks which fills most."""

    themes = forms.MultipleChoiceField(
        label=_("Hvad fylder hos jer?"),
        help_text=_(
            "Vælg et eller flere temaer. I behøver ikke være sikre – konsulenten hjælper jer med at finde ind til det."
        ),
        error_messages={
            "required": _("Vælg mindst ét tema."),
            "invalid_choice": _("Vælg blandt temaerne på listen."),
            "invalid_list": _("Vælg blandt temaerne på listen."),
        },
    )
    main = forms.ChoiceField(
        label=_("Hvilket fylder mest?"),
        help_text=_("I arbejder gerne med flere. Det, der fylder mest, er der, vi begynder."),
        error_messages={
            "required": _("Vælg det tema, der fylder mest."),
            "invalid_choice": _("Vælg et af de temaer, I har sat mærke ved."),
        },
    )

    def __init__(self, *args: Any, open_themes: Sequence[Theme], **options: Any) -> None:
        super().__init__(*args, **options)
        self.by_code = {theme.code: theme for theme in open_themes}
        names = [(theme.code, theme.name) for theme in open_themes]
        fields = self.fields
        fields["themes"].widget = CheckRows(hint=lambda code: self.by_code[code].description)
        fields["main"].widget = ChoiceRows()
        fields["themes"].choices = names  # type: ignore[attr-defined]
        fields["main"].choices = names  # type: ignore[attr-defined]
        fields["main"].required = self.asks_for_main and (not self.is_bound or ASKED in self.data)
        fields["main"].widget.choices = [pair for pair in names if pair[0] in self._marked()]

    @property
    def asks_for_main(self) -> bool:
        return len(self._marked()) > 1

    def asks_first(self) -> bool:
        """Several are marked on a page that had not asked yet: then it asks, and nothing is wrong."""
        is_first = self.is_valid() and self.asks_for_main and not self.cleaned_data["main"]
        if is_first:
            self.fields["main"].required = True
            self["main"].label = _("I har valgt flere. Hvilket fylder mest?")
        return is_first

    def clean(self) -> dict[str, Any]:
        chosen, main = self.cleaned_data.get("themes", []), self.cleaned_data.get("main")
        if len(chosen) > 1 and main and main not in chosen:
            self.add_error("main", self.fields["main"].error_messages["invalid_choice"])
        return self.cleaned_data

    @property
    def chosen(self) -> list[Theme]:
        return [self.by_code[code] for code in self.cleaned_data["themes"]]

    @property
    def main_theme(self) -> Theme:
        return self.chosen[0] if len(self.chosen) == 1 else self.by_code[self.cleaned_data["main"]]

    def _marked(self) -> list[str]:
        marked = self["themes"].value() or []
        return [code for code in marked if code in self.by_code]


class WordsForm(SparkForm):
    hurts = LongText(
        label=_("Det fylder hos os"),
        max_length=LONGEST_WORDS,
        error_messages={"required": _("Skriv et par linjer om det, der fylder.")},
    )
    hopes = LongText(
        label=_("Det håber jeg på"),
        max_length=LONGEST_WORDS,
        error_messages={"required": _("Skriv et par linjer om det, du håber på.")},
    )


class FrameForm(SparkForm):
    """When, and the three things a workplace says yes to."""

    ready = forms.ChoiceField(
        label=_("Hvornår kan I begynde?"),
        widget=ChoiceRows,
        error_messages={
            "required": _("Vælg, hvornår I kan begynde."),
            "invalid_choice": _("Vælg en måned inden for det næste halve år."),
        },
    )
    accepts_time = forms.BooleanField(
        label=_("Vi sætter tid af"),
        help_text=_("Typisk tre eller fire møder på tre timer, og tid til at prøve noget af imellem dem."),
        error_messages={"required": _("Sæt mærke, hvis I kan sætte tid af. Ellers kan vi ikke hjælpe jer godt nok.")},
    )
    accepts_evaluation = forms.BooleanField(
        label=_("Vi svarer på to korte evalueringer"),
        help_text=_("Én lige efter forløbet og én tre måneder senere. Det tager få minutter."),
        error_messages={"required": _("Sæt mærke, hvis I vil svare på evalueringerne.")},
    )
    accepts_start = forms.BooleanField(
        label=_("Vi begynder inden for et halvt år"),
        help_text=_("Ellers går pladsen til en anden arbejdsplads."),
        error_messages={"required": _("Sæt mærke, hvis I kan begynde inden for et halvt år.")},
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["ready"].choices = start_months(today)  # type: ignore[attr-defined]

    def frame(self, standing: date | None) -> Frame:
        """The choice that already stands keeps its date, so that saving it again changes nothing."""
        answers = self.cleaned_data
        chosen = self.today if answers["ready"] == SOON else date.fromisoformat(answers["ready"])
        return Frame(
            ready_date=standing if standing and answers["ready"] == ready_choice(standing, self.today) else chosen,
            accepts_time=answers["accepts_time"],
            accepts_evaluation=answers["accepts_evaluation"],
            accepts_start=answers["accepts_start"],
        )


def start_months(today: date) -> list[tuple[str, str]]:
    """Now, or from the first of a month within half a year."""
    firsts, first = [], _first_of_next_month(today)
    while first <= today + START_WITHIN:
        firsts.append(first)
        first = _first_of_next_month(first)
    return [
        (SOON, str(_("Så snart der er plads"))),
        *((day.isoformat(), str(_("Fra %(month)s") % {"month": date_format(day, "F Y")})) for day in firsts),
    ]


def ready_choice(ready_date: date | None, today: date) -> str:
    """The choice that stands for a date."""
    if ready_date is None:
        return ""
    first = ready_date.replace(day=1)
    return SOON if first <= today else first.isoformat()


def _first_of_next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
