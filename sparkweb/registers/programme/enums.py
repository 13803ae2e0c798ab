"""The words the programme is made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartySide(models.TextChoices):
    """Which side of the table a party sits on."""

    EMPLOYER = "employer", _("arbejdsgiverside")
    EMPLOYEES = "employees", _("medarbejderside")


class OfferKind(models.TextChoices):
    """How one gets an offer: apply for a course, ring for sparring, or sign up for an event."""

    COURSE = "course", _("forløb")
    SPARRING = "sparring", _("telefonisk sparring")
    EVENT = "event", _("arrangement")
