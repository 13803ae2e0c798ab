from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeetingKind(TextChoices):
    INITIAL = "initial", _("indledende møde")
    MEETING = "meeting", _("møde")
    WRAP_UP = "wrap_up", _("opsamling")


class Stage(TextChoices):
    """Where a course stands, named after the step that comes next."""

    NEEDS_DATES = "needs_dates", _("Mangler datoer")
    WAITS_FOR_PICK = "waits_for_pick", _("Venter på arbejdspladsen")
    BOOKED = "booked", _("Møde aftalt")
    TRYING = "trying", _("Prøver af")
    READY_TO_WRAP_UP = "ready_to_wrap_up", _("Klar til opsamling")
    READY_TO_CLOSE = "ready_to_close", _("Klar til at lukke")
    CLOSED = "closed", _("Lukket")


class Verdict(TextChoices):
    """What the workplace does with a trial action it has tried. Dropping one is learning, not failure."""

    KEEP = "keep", _("Behold")
    ADJUST = "adjust", _("Justér")
    DROP = "drop", _("Drop")


_ORDINALS = (
    _("første"), _("andet"), _("tredje"), _("fjerde"), _("femte"),
    _("sjette"), _("syvende"), _("ottende"), _("niende"), _("tiende"),
)  # fmt: skip


def ordinal(number: int) -> str:
    """første, andet … and from the eleventh on 11."""
    return str(_ORDINALS[number - 1]) if number <= len(_ORDINALS) else f"{number}."
