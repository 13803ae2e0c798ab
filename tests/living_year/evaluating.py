"""What the TRIO answers, right after and three months later. Most do; some think less of it than others."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Model

from sparkweb.flow.effects.enums import WaveKind
from sparkweb.flow.effects.models import EvaluationAnswer, EvaluationInvitation, Wave
from sparkweb.flow.effects.queries import QUESTION_SET, THREE_MONTHS
from sparkweb.flow.effects.services import OPEN_FOR
from sparkweb.foundation.accounts.actors import SYSTEM, Actor
from sparkweb.registers.surveys.models import HIGHEST, LOWEST, Item, QuestionSet, Rating, Response
from sparkweb.registers.surveys.queries import items_of, newest
from tests.living_year.almanac import DAY, moment
from tests.living_year.courses import Closed
from tests.living_year.ledger import Ledger

ANSWER = {WaveKind.RIGHT_AFTER: 0.9, WaveKind.THREE_MONTHS: 0.74}
FEELING = {
    "trivsel": 3.8, "samarbejde": 4.1, "kerneopgave": 3.5, "handlekompetence": 4.0, "proevehandlinger": 3.8,
    "anbefaling": 4.4, "lever-stadig": 3.7,
}  # fmt: skip
BY_PERSON, BY_COURSE = 0.75, 0.35


class Evaluation:
    """Waves are opened on the day the product opens them, and close six weeks later."""

    def __init__(self, ledger: Ledger, today: date) -> None:
        self.ledger, self.dice, self.today = ledger, ledger.dice, today
        self.questions: dict[WaveKind, tuple[QuestionSet, Sequence[Item]]] = {
            kind: (found := newest(code), list(items_of(found))) for kind, code in QUESTION_SET.items()
        }

    def ask(self, closed: Closed, by: Actor) -> None:
        mood = self.dice.gauss(0, BY_COURSE)
        self._wave(closed, WaveKind.RIGHT_AFTER, closed.date, mood, by)
        later = closed.date + THREE_MONTHS
        if later < self.today:
            self._wave(closed, WaveKind.THREE_MONTHS, later, mood - 0.1, SYSTEM)

    def _wave(self, closed: Closed, kind: WaveKind, opens: date, mood: float, by: Actor) -> None:
        questions, items = self.questions[kind]
        wave = self.ledger.add(
            Wave,
            course=closed.course,
            kind=kind,
            question_set=questions,
            opens_date=opens,
            closes_date=opens + OPEN_FOR,
        )
        self._record(wave, kind, opens, by)
        for seat in closed.case.seats:
            invitation = self.ledger.add(EvaluationInvitation, wave=wave, seat=seat)
            answered = opens + min(self.dice.randint(1, 14), self.dice.randint(1, 40)) * DAY
            if self.dice.random() < ANSWER[kind] and answered < self.today:
                invitation.is_answered = True
                response = self.ledger.add(Response, question_set=questions)
                self._rate(response, items, mood)
                self.ledger.add(EvaluationAnswer, wave=wave, response=response)

    def _rate(self, response: Response, items: Sequence[Item], mood: float) -> None:
        for item in items:
            value = round(self.dice.gauss(FEELING[item.code] + mood, BY_PERSON))
            self.ledger.add(Rating, response=response, item=item, value=max(LOWEST, min(HIGHEST, value)))

    def _record(self, wave: Model, kind: WaveKind, opens: date, by: Actor) -> None:
        self.ledger.record("wave.opened", about=wave, by=by, at=moment(opens, 14, 1), kind=kind)
