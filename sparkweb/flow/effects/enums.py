from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WaveKind(TextChoices):
    RIGHT_AFTER = "right_after", _("lige efter forløbet")
    THREE_MONTHS = "three_months", _("tre måneder efter")
