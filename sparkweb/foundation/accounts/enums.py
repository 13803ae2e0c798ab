"""A role opens a door; a relation with dates (a seat, an assignment) opens the case behind it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    VISITOR = "visitor", _("besøgende")
    LEADER = "leader", _("leder")
    REPRESENTATIVE = "representative", _("medarbejderrepræsentant")
    MAIN_COMMITTEE = "main_committee", _("HovedMED")
    RESPONDENT = "respondent", _("medarbejder, der svarer")
    CONSULTANT = "consultant", _("SPARK-konsulent")
    COORDINATOR = "coordinator", _("sekretariat")
    STEERING = "steering", _("styregruppe")
    EDITOR = "editor", _("redaktør")
    ADMINISTRATOR = "administrator", _("systemadministrator")
    AUDITOR = "auditor", _("revisor og DPO")


PARTICIPANTS = frozenset({Role.LEADER, Role.REPRESENTATIVE, Role.MAIN_COMMITTEE, Role.RESPONDENT})
STAFF = frozenset({Role.CONSULTANT, Role.COORDINATOR, Role.STEERING, Role.EDITOR, Role.ADMINISTRATOR, Role.AUDITOR})
# The owners' reader, the administrator and the auditor watch the others, so they hold no second role (trust.md P6, P8).
ALONE = frozenset({Role.STEERING, Role.ADMINISTRATOR, Role.AUDITOR})


class LinkPurpose(models.TextChoices):
    INVITATION = "invitation", _("sendt med et brev")
    RENEWAL = "renewal", _("bedt om af modtageren")
