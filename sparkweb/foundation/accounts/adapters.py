"""How allauth behaves here: nobody signs up, mail goes through the outbox, secrets lie encrypted."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes
from django.utils.translation import gettext_lazy as _

from sparkweb.foundation.accounts import letters, post
from sparkweb.foundation.accounts.models import User
from sparkweb.foundation.core import clock


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-mail og adgangskode passer ikke sammen. Prøv igen."),
        "incorrect_password": _("Adgangskoden er ikke rigtig. Prøv igen."),
        "enter_current_password": _("Adgangskoden er ikke rigtig. Prøv igen."),
        "too_many_login_attempts": _("Der er forsøgt for mange gange. Prøv igen om fem minutter."),
    }

    def is_open_for_signup(self, *_: Any) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        user = context["user"]
        words = letters.LETTERS[template_prefix]()
        note = post.Note(
            to=email,
            to_name=user.name,
            subject=words.subject,
            paragraphs=words.paragraphs,
            action_label=words.action_label,
            action_url=context.get("password_reset_url", ""),
            kind=template_prefix.replace("/email/", "."),
            dedupe_key=f"{template_prefix}:{uuid4()}",
        )
        post.send(note, at=clock.now())

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        self.send_mail(template_prefix, email or user.email, {**(context or {}), "user": user})


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Koden passer ikke. Prøv igen, når appen viser en ny."),
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """On white, so that a camera can read it on a dark page as well."""
        svg = str(super().build_totp_svg(url))
        return svg.replace("<path", '<rect width="100%" height="100%" fill="#fff"/><path', 1)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name a passkey is kept under in people's phones."""
        return {**super().get_public_key_credential_rp_entity(), "name": "SPARK"}


def _cipher() -> MultiFernet:
    """The key is not in the database. A former secret key still reads what it wrote."""
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(b"second factor:" + force_bytes(secret)).digest()))
