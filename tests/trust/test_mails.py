"""What leaves the house says that there is something to see, not what (principle 6; trust.md 3.4 no. 16)."""

from sparkweb.foundation.messaging.models import OutboxMessage
from tests.trust.canaries import given_away
from tests.trust.cases import TwoWorlds

ADDRESSEE = {"workplaces.Person.name"}
INVITED = {"workplaces.Person.name", "workplaces.Person.email", "planning.Visit.id"}
"""A calendar must know who comes, and the meeting by a number."""
OF_A_JOURNEY = {
    "application.resume", "application.waiting", "application.receipt", "round.letter", "assignment.made",
    "visit.proposal", "visit.other_dates_wanted", "visit.booked", "evaluation.invitation",
}  # fmt: skip


def test_no_mail_says_where_or_what(worlds: TwoWorlds) -> None:
    telling = {}
    for mail in OutboxMessage.objects.all():
        parts = {"subject": (mail.subject, set()), "text": (mail.text, ADDRESSEE), "html": (mail.html, ADDRESSEE)}
        for part, (text, allowed) in {**parts, "calendar": (mail.calendar, INVITED)}.items():
            if told := given_away(worlds.canaries, text) - allowed:
                telling[f"{mail.kind} {part}"] = told

    assert telling == {}


def test_subjects_are_the_same_for_everybody(worlds: TwoWorlds) -> None:
    kinds = set(OutboxMessage.objects.values_list("kind", flat=True))
    subjects = {kind: set(OutboxMessage.objects.filter(kind=kind).values_list("subject", flat=True)) for kind in kinds}

    assert {kind: said for kind, said in subjects.items() if len(said) > 1} == {}
    assert sorted(kinds) == sorted(OF_A_JOURNEY)
