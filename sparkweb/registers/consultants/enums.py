from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HalfDay(TextChoices):
    MORNING = "morning", _("formiddag")
    AFTERNOON = "afternoon", _("eftermiddag")
