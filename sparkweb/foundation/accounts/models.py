"""Staff log in; participants come by e-mail link and are not users."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from sparkweb.foundation.accounts.enums import STAFF, LinkPurpose, Role
from sparkweb.foundation.core.periods import Period
from sparkweb.foundation.core.privacy_classes import Classified


class UserManager(BaseUserManager["User"]):
    """People are found by e-mail, whatever its case."""

    def create_user(self, email: str, name: str, password: str | None = None) -> "User":
        user = self.model(email=email.lower(), name=name)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody employed by the programme or its parties, with a password and a second factor.

    Without Django's groups, permissions and superusers: rights are in the role matrix only.
    """

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("navn"), max_length=120)
    is_active = models.BooleanField(_("aktiv"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    privacy = Classified(kept="id is_active created_at last_login", erased="email name password")

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_unique_in_any_case")]

    def __str__(self) -> str:
        return self.name


class StaffRole(Period):
    """What a user is employed to do, between two dates; every right ends by itself."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="staff_roles")
    role = models.CharField(
        _("rolle"), max_length=20, choices=[choice for choice in Role.choices if choice[0] in STAFF]
    )

    privacy = Classified(kept="id user role from_date to_date")

    class Meta(Period.Meta):
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                name="accounts_staffrole_is_a_role_of_staff",
                condition=Q(role__in=sorted(role.value for role in STAFF)),
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(to_date=None),
                name="accounts_staffrole_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class AccessLink(models.Model):
    """A link in a mail, for one subject and one page, good once. Only the hash of its token is known here."""

    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=20, choices=LinkPurpose.choices)
    subject = models.CharField(max_length=80)
    destination = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    privacy = Classified(kept="id purpose created_at expires_at used_at", erased="token_hash subject destination")

    class Meta:
        indexes = [models.Index(fields=["subject", "created_at"], name="accounts_link_by_subject")]
        constraints = [
            models.CheckConstraint(
                name="accounts_accesslink_leads_into_this_site",
                condition=Q(destination__startswith="/") & ~Q(destination__startswith="//"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
