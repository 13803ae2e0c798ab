from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    GRANTED = "granted", _("ja")
    WAITING = "waiting", _("venteliste")
    DECLINED = "declined", _("nej")


class Phase(TextChoices):
    """Where a round stands on a date; computed from its dates, never stored."""

    OPEN = "open", _("åben for ansøgninger")
    CHECK = "check", _("ansøgninger tjekkes")
    MEETING = "meeting", _("mødet")
    LETTERS = "letters", _("breve sendt")


class Reason(TextChoices):
    """The closed list of reasons; a text in own words comes beside it. Never distress (product.md 4)."""

    FIRST_IN_MUNICIPALITY = "first_in_municipality", _("Kommunen er ikke nået i perioden")
    SECTOR_BELOW_GOAL = "sector_below_goal", _("Området har fået få forløb")
    WAITED_LONG = "waited_long", _("Har ventet længe")
    THEME_SPREAD = "theme_spread", _("Giver bredde i temaer")
    CAPACITY_HERE = "capacity_here", _("En konsulent i området har plads")
    NO_CAPACITY = "no_capacity", _("Der er ikke flere pladser i denne runde")
    MUNICIPALITY_SERVED = "municipality_served", _("Kommunen har fået flere forløb i perioden")
    NOT_READY = "not_ready", _("Arbejdspladsen kan ikke begynde inden for et halvt år")
    OUT_OF_SCOPE = "out_of_scope", _("Uden for det, SPARK kan hjælpe med")
    OTHER_HELP = "other_help", _("En anden hjælp passer bedre")


REASONS_FOR: dict[Outcome, tuple[Reason, ...]] = {
    Outcome.GRANTED: (
        Reason.FIRST_IN_MUNICIPALITY,
        Reason.SECTOR_BELOW_GOAL,
        Reason.WAITED_LONG,
        Reason.THEME_SPREAD,
        Reason.CAPACITY_HERE,
    ),
    Outcome.WAITING: (Reason.NO_CAPACITY, Reason.MUNICIPALITY_SERVED),
    Outcome.DECLINED: (Reason.NOT_READY, Reason.OUT_OF_SCOPE, Reason.OTHER_HELP),
}
