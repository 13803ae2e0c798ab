"""Who may read a decision: the committee, once told. Which days a round may have, and what may still come onto it."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from sparkweb.flow.applications.models import Application
from sparkweb.flow.applications.rules import holds_seat
from sparkweb.flow.prioritisation.models import Decision, Round
from sparkweb.flow.prioritisation.queries import FINAL, on_the_table
from sparkweb.foundation.accounts import policy
from sparkweb.foundation.accounts.actors import Actor

PLANNED_FROM, PLANNED_UNTIL = timedelta(days=-31), timedelta(days=548)
"""A round is planned from a month back to a year and a half ahead."""


@policy.predicate("prioritisation.was_told")
def was_told(actor: Actor, decision: Decision) -> bool:
    return decision.letter_sent_at is not None and bool(holds_seat(actor, decision.application))


def why_not_planned_on(day: date, today: date) -> str:
    """What keeps a round from having the day; empty when nothing does."""
    if day - today < PLANNED_FROM:
        return _("Dagen ligger mere end en måned tilbage.")
    if day - today > PLANNED_UNTIL:
        return _("Dagen ligger mere end halvandet år fremme.")
    return ""


def why_not_bring_in(application: Application, round_: Round) -> str:
    """What keeps it off the table of a round whose letters have not gone; empty when nothing does."""
    if not application.is_submitted:
        return _("Ansøgningen er ikke sendt endnu. Den kan først komme med, når begge sider har sagt ja.")
    if Decision.objects.filter(application=application, outcome__in=FINAL).exists():
        return _("Ansøgningen har allerede fået svar.")
    if on_the_table(round_).filter(pk=application.pk).exists():
        return _("Ansøgningen ligger allerede på bordet til {month}-mødet.").format(month=round_.month_name)
    return ""
