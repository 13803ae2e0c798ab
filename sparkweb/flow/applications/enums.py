from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ApplicationKind(TextChoices):
    INDIVIDUAL = "individual", _("én arbejdsplads")
    JOINT = "joint", _("flere arbejdspladser sammen")


class Part(TextChoices):
    """What an application is made of, in the order it is written."""

    WORKPLACE = "workplace", _("arbejdspladsen")
    THEMES = "themes", _("temaer")
    WORDS = "words", _("egne ord")
    MEMBERS = "members", _("hvem der er med")
    FRAME = "frame", _("tid og rammer")
