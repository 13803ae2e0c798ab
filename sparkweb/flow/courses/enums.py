from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeetingKind(TextChoices):
    INITIAL = "initial", _("indledende møde")
    MEETING = "meeting", _("møde")
    WRAP_UP = "wrap_up", _("opsamling")


class Verdict(TextChoices):
    """What the workplace does with a trial action it has tried. Dropping one is learning, not failure."""

    KEEP = "keep", _("Behold")
    ADJUST = "adjust", _("Justér")
    DROP = "drop", _("Drop")
