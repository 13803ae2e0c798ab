from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReachState(TextChoices):
    """The three states of the municipality map; never a count (trust.md R10a)."""

    REACHED = "reached", _("Nået i perioden")
    EARLIER = "earlier", _("Nået før, eller har søgt")
    NOT_YET = "not_yet", _("Ikke nået endnu")
