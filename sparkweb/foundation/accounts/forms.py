"""Allauth's forms in our words: a label, a hint where it helps, and nothing written inside the box."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "password": _("Adgangskode"),
    "oldpassword": _("Din nuværende adgangskode"),
    "password1": _("Ny adgangskode"),
    "password2": _("Ny adgangskode igen"),
    "code": _("Kode"),
    "name": _("Nøglens navn"),
    "passwordless": _("Log ind med nøglen alene"),
}
MISSING = {
    "login": _("Skriv din e-mail."),
    "email": _("Skriv din e-mail."),
    "password": _("Skriv din adgangskode."),
    "oldpassword": _("Skriv din nuværende adgangskode."),
    "password1": _("Skriv en ny adgangskode."),
    "password2": _("Skriv den nye adgangskode igen."),
    "code": _("Skriv koden."),
    "name": _("Skriv et navn til nøglen."),
}
HINTS = {
    "password1": _("Mindst 12 tegn. Flere ord efter hinanden er lette at huske."),
    "passwordless": _("Så slipper du for adgangskoden. Nøglen beder om fingeraftryk, ansigt eller pinkode."),
}


class _OurWords(forms.Form):
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label, field.help_text = LABELS.get(name, field.label), HINTS.get(name, "")
            field.error_messages["required"] = MISSING.get(name, _("Feltet skal udfyldes."))
            field.widget.attrs.pop("placeholder", None)


class Login(_OurWords, account.LoginForm):  # type: ignore[misc]  # allauth has no types
    pass


class Reauthenticate(_OurWords, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class ChangePassword(_OurWords, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class ResetPassword(_OurWords, account.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordFromKey(_OurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class SecondStep(_OurWords, mfa.AuthenticateForm):  # type: ignore[misc]
    pass


class SecondStepAgain(_OurWords, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class ActivateApp(_OurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass


class AddPasskey(_OurWords, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    pass


class RenamePasskey(_OurWords, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    pass
