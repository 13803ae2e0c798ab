"""What staff are written about their account. Neutral outside: nothing but that something changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Words:
    subject: str
    paragraphs: tuple[str, ...]
    action_label: str = ""


def _new_password() -> Words:
    return Words(
        _("Vælg en ny adgangskode"),
        (
            _("Her er linket, hvor du vælger en ny adgangskode. Det virker i ti minutter."),
            _("Har du ikke bedt om det, skal du ikke gøre noget. Din adgangskode er den samme."),
        ),
        _("Vælg en ny adgangskode"),
    )


def _changed(what: Callable[[], str]) -> Callable[[], Words]:
    return lambda: Words(
        _("Din konto er ændret"),
        (what(), _("Var det ikke dig? Så kontakt SPARKs sekretariat med det samme.")),
    )


LETTERS: Mapping[str, Callable[[], Words]] = {
    "account/email/password_reset_key": _new_password,
    "account/email/password_reset": _changed(lambda: _("Din adgangskode er skiftet.")),
    "account/email/password_changed": _changed(lambda: _("Din adgangskode er skiftet.")),
    "mfa/email/totp_activated": _changed(lambda: _("Der er sat en kode-app på din konto.")),
    "mfa/email/totp_deactivated": _changed(lambda: _("Kode-appen er taget af din konto.")),
    "mfa/email/webauthn_added": _changed(lambda: _("Der er sat en adgangsnøgle på din konto.")),
    "mfa/email/webauthn_removed": _changed(lambda: _("En adgangsnøgle er taget af din konto.")),
    "mfa/email/recovery_codes_generated": _changed(lambda: _("Der er lavet nye reservekoder til din konto.")),
}
