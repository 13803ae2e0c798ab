"""The round board: every application on the table with what a yes would do, and the bars that follow the answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet, TextChoices
from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sparkweb.flow.applications.models import Application, ApplicationTheme
from sparkweb.flow.prioritisation import queries, spread
from sparkweb.flow.prioritisation.enums import Outcome
from sparkweb.flow.prioritisation.models import Decision, Round
from sparkweb.flow.prioritisation.wording import effect_in_words
from sparkweb.foundation.core.components import Bar
from sparkweb.registers.places.models import Municipality
from sparkweb.registers.programme.models import SectorGroup, Theme

ALL = "alle"


class Answer(TextChoices):
    """The filters above the table, besides `ALL`."""

    UNDECIDED = "mangler", gettext_lazy("Ikke besluttet")
    GRANTED = "ja", gettext_lazy("Ja")
    WAITING = "venteliste", gettext_lazy("Venteliste")
    DECLINED = "nej", gettext_lazy("Nej")


_ANSWERS = {Outcome.GRANTED: Answer.GRANTED, Outcome.WAITING: Answer.WAITING, Outcome.DECLINED: Answer.DECLINED}


@dataclass(frozen=True)
class Row:
    """One application as the meeting sees it."""

    application: Application
    theme: Theme
    case: spread.Case
    decision: Decision | None
    waiting_since: Round | None
    """The first round that put it on the waiting list."""
    days_waited: int
    is_late: bool
    """Came after the round had closed and was brought in."""
    effect: str
    is_open: bool
    is_saved: bool
    """Just decided; the row says so and offers to take it back."""

    @property
    def answer(self) -> Answer:
        return _ANSWERS[Outcome(self.decision.outcome)] if self.decision else Answer.UNDECIDED

    @property
    def is_granted(self) -> bool:
        return self.answer is Answer.GRANTED

    @property
    def seen_revision(self) -> int:
        return self.decision.revision if self.decision else 0

    def fits(self, answer: str, text: str) -> bool:
        return (answer not in Answer or self.answer == answer) and (not text or self.mentions(text))

    def mentions(self, text: str) -> bool:
        there = (self.application.workplace.name, self.application.municipality.name, str(self.application.case_number))
        return any(text.casefold() in each.casefold() for each in there)


@dataclass(frozen=True)
class Gauge:
    heading: str
    bars: Sequence[Bar]
    maximum: float = 0


@dataclass(frozen=True)
class Board:
    round: Round
    rows: Sequence[Row]
    standing: spread.Standing
    themes: Sequence[Theme]
    groups: Sequence[SectorGroup]
    municipality_count: int
    opened: Row | None
    saved: Row | None
    too_late: int
    """How many came after the round had closed and were not brought in."""

    @cached_property
    def counts(self) -> Counter[Answer]:
        return Counter(row.answer for row in self.rows)

    @property
    def too_many(self) -> int:
        return max(0, -self.standing.places_left)

    @property
    def first_filter(self) -> str:
        """What the meeting is there for: those without an answer, until there are none or the letters have gone."""
        return Answer.UNDECIDED if self.counts[Answer.UNDECIDED] and not self.round.is_told else ALL

    def filtered(self, answer: str, text: str) -> list[Row]:
        """The open row and the one just decided stay, whatever is asked for."""
        return [row for row in self.rows if row.is_open or row.is_saved or row.fits(answer, text)]

    def next_undecided(self, after: UUID, text: str) -> UUID | None:
        """The next one down the table, and from the top again."""
        keys = [row.application.pk for row in self.rows]
        here = keys.index(after) + 1 if after in keys else 0
        in_turn = (*self.rows[here:], *self.rows[:here])
        return next((row.application.pk for row in in_turn if row.fits(Answer.UNDECIDED, text)), None)

    @property
    def gauges(self) -> list[Gauge]:
        return [self.places, self.municipalities, self.sector_groups, self.theme_bars]

    @property
    def considered(self) -> spread.Case | None:
        """The open application, where a yes would be one more; the bars show it lighter."""
        return self.opened.case if self.opened and not self.opened.is_granted and not self.round.is_told else None

    @property
    def places(self) -> Gauge:
        used, places = self.standing.granted_now, self.round.capacity
        one = int(self.considered is not None)
        text = _("{used} af {places}").format(used=_moves(used, one), places=places)
        bar = Bar(_("Brugt"), used, proposed=one, goal=places, text=text)
        return Gauge(_("Pladser i runden"), [bar], maximum=max(places, used) + 1)

    @property
    def municipalities(self) -> Gauge:
        reached, new, first = self.standing.municipalities_reached, self._new_municipalities(), 0
        if self.considered and not self.standing.by_municipality[self.considered.municipality]:
            first = 1
        text = _("{granted} af {all}").format(granted=_moves(reached, first), all=self.municipality_count)
        bars = [
            Bar(_("Kommuner med ja"), reached, proposed=first, text=text),
            Bar(_("Nye kommuner i runden"), new, proposed=first, text=_moves(new, first)),
        ]
        return Gauge(_("Bredde i perioden"), bars, maximum=self.municipality_count)

    @property
    def sector_groups(self) -> Gauge:
        counted, considered = self.standing.by_group, self.considered
        bars = [
            _bar(group.name, counted[group.pk], considered is not None and considered.sector_group == group.pk)
            for group in self.groups
        ]
        return Gauge(_("Områder"), bars)

    @property
    def theme_bars(self) -> Gauge:
        """Sensitive themes are one bar together."""
        counted: Counter[str] = Counter()
        for theme in self.themes:
            counted[theme.name_in_lists] += self.standing.by_theme[theme.pk]
        mine = self.opened.theme.name_in_lists if self.opened and self.considered else None
        return Gauge(_("Temaer"), [_bar(name, count, name == mine) for name, count in counted.items()])

    def _new_municipalities(self) -> int:
        """Those whose only yeses of the period are given in this round."""
        here = Counter(row.case.municipality for row in self.rows if row.is_granted)
        return sum(count == self.standing.by_municipality[municipality] for municipality, count in here.items())


def board_of(round_: Round, *, today: date, opened: UUID | None = None, saved: UUID | None = None) -> Board:
    """Eight statements, however many applications lie on the table."""
    on_table = list(_on_table(round_))
    answers = queries.answers_to([row.application for row in on_table])
    here = {one.application_id: one for one in answers if one.round_id == round_.pk}
    standing = spread.standing(
        queries.granted_cases(round_.period),
        places=round_.capacity,
        granted_now=sum(one.outcome == Outcome.GRANTED for one in here.values()),
    )
    table = _Table(round_, standing, here, _first_waits(answers, round_), opened, saved, today)
    rows = [table.row(row.application, row.theme) for row in on_table]
    return Board(
        round=round_,
        rows=rows,
        standing=standing,
        themes=list(Theme.objects.all()),
        groups=list(SectorGroup.objects.all()),
        municipality_count=Municipality.objects.count(),
        opened=next((row for row in rows if row.is_open), None),
        saved=next((row for row in rows if row.is_saved), None),
        too_late=0 if round_.is_told else queries.too_late_for(round_).count(),
    )


def _on_table(round_: Round) -> QuerySet[ApplicationTheme]:
    """Each application with its main theme, those that have waited longest on top."""
    facts = ("theme", "application__workplace", "application__municipality", "application__sector__group")
    main = ApplicationTheme.objects.filter(is_main=True, application__in=queries.on_the_table(round_).values("pk"))
    return main.select_related(*facts).order_by("application__submitted_at", "application__id")


def _first_waits(answers: Sequence[Decision], round_: Round) -> dict[UUID, Round]:
    """The first earlier round that put each on the waiting list. Answers come oldest first."""
    waits = [one for one in answers if one.outcome == Outcome.WAITING and one.round.month < round_.month]
    return {one.application_id: one.round for one in reversed(waits)}


@dataclass(frozen=True)
class _Table:
    """What every row is seen against."""

    round: Round
    standing: spread.Standing
    here: Mapping[UUID, Decision]
    first_waits: Mapping[UUID, Round]
    opened: UUID | None
    saved: UUID | None
    today: date

    def row(self, application: Application, theme: Theme) -> Row:
        case = spread.Case(application.municipality_id, application.sector.group_id, theme.pk)
        decision = self.here.get(application.pk)
        return Row(
            application=application,
            theme=theme,
            case=case,
            decision=decision,
            waiting_since=self.first_waits.get(application.pk),
            days_waited=(self._until - localdate(application.submitted_at)).days,
            is_late=localdate(application.submitted_at) >= self.round.closes_date,
            effect="" if self.round.is_told else self._effect(application, case, decision),
            is_open=application.pk == self.opened,
            is_saved=decision is not None and application.pk == self.saved,
        )

    @property
    def _until(self) -> date:
        return localdate(self.round.letters_sent_at) if self.round.letters_sent_at else self.today

    def _effect(self, application: Application, case: spread.Case, decision: Decision | None) -> str:
        is_granted = decision is not None and decision.outcome == Outcome.GRANTED
        return effect_in_words(
            spread.effect_of(case, self.standing, is_granted=is_granted),
            municipality=application.municipality.name,
            sector_group=application.sector.group.name,
            is_granted=is_granted,
        )


def board_address(
    round_id: UUID, *, query: QueryDict | None = None, opened: UUID | None = None, saved: UUID | None = None
) -> str:
    """The board with the filters that were on. An open case takes the focus; else the saved row is scrolled to."""
    asked = query.copy() if query else QueryDict(mutable=True)
    for name, value in (("sag", opened), ("gemt", saved)):
        asked.pop(name, None)
        if value:
            asked[name] = str(value)
    filters = f"?{asked.urlencode()}" if asked else ""
    row = f"#sag-{saved}" if saved and not opened else ""
    return f"{reverse('secretariat:round', args=[round_id])}{filters}{row}"


def _bar(label: str, count: int, is_considered: bool) -> Bar:
    return Bar(label, count, proposed=int(is_considered), text=_moves(count, int(is_considered)))


def _moves(count: int, more: int) -> str:
    """What it is, and what a yes to the open case would make it."""
    return f"{count} → {count + more}" if more else str(count)
