from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ApplicationKind(TextChoices):
    INDIVIDUAL = "individual", _("én arbejdsplads")
    JOINT = "joint", _("flere arbejdspladser sammen")
