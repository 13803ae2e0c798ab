"""Fields and form that every page builds on: text is cleaned, limits are told in words, nothing typed is lost."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sparkweb.foundation.core.mailboxes import is_deliverable, normalised
from sparkweb.foundation.core.text import clean_text, has_hidden_characters

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_REQUIRED: dict[str, "str | _StrPromise"] = {"required": _("Feltet skal udfyldes.")}


class _CleanText(forms.CharField):
    """The browser is not told the limit: it would cut pasted text without a word."""

    multiline: ClassVar[bool]
    default_error_messages = _REQUIRED

    def __init__(self, *, max_length: int, **options: Any) -> None:
        super().__init__(strip=False, **options)
        self.max_length = max_length

    def to_python(self, value: Any) -> Any:
        return clean_text(str(value or ""), multiline=self.multiline)

    def validate(self, value: Any) -> None:
        super().validate(value)
        _refuse_too_long(value, self.max_length or 0)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What is shown again is what would be stored."""
        return self.to_python(super().bound_data(data, initial))


class ShortText(_CleanText):
    """One line: a name, a title, a place."""

    multiline = False


class LongText(_CleanText):
    """Paragraphs in somebody's own words."""

    multiline = True
    widget = forms.Textarea


class EmailField(forms.EmailField):
    """An address that mail can be sent to; the domain is spelled one way, so that the same mailbox looks the same."""

    default_error_messages = {**_REQUIRED, "invalid": _("Skriv en gyldig e-mailadresse, for eksempel anne@kommune.dk.")}

    def __init__(self, *, max_length: int = 254, **options: Any) -> None:
        super().__init__(max_length=None, **options)
        self.max_length = max_length

    def to_python(self, value: Any) -> Any:
        address = str(value or "").strip()
        if has_hidden_characters(address) or "\n" in address:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return normalised(address)

    def validate(self, value: Any) -> None:
        super().validate(value)
        _refuse_too_long(value, self.max_length or 0)
        if value and not is_deliverable(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")


def _refuse_too_long(value: str, max_length: int) -> None:
    extra = len(value) - max_length
    if extra > 0:
        message = ngettext(
            "Teksten er %(extra)s tegn for lang. Der er plads til %(limit)s tegn.",
            "Teksten er %(extra)s tegn for lang. Der er plads til %(limit)s tegn.",
            extra,
        )
        told = {"extra": intcomma(extra), "limit": intcomma(max_length)}
        raise ValidationError(message, code="max_length", params=told)


class SparkForm(forms.Form):
    """The server answers in Danish at the right field; the browser's own bubbles stay away."""

    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _what_is_missing(field)


_MISSING: tuple[tuple[type[forms.Field], "_StrPromise"], ...] = (
    (forms.MultipleChoiceField, _("Vælg mindst én.")),
    (forms.ModelMultipleChoiceField, _("Vælg mindst én.")),
    (forms.ChoiceField, _("Vælg et svar.")),
    (forms.BooleanField, _("Sæt et mærke for at gå videre.")),
    (forms.DateField, _("Vælg en dag.")),
    (forms.TimeField, _("Skriv et klokkeslæt.")),
)


def _what_is_missing(field: forms.Field) -> "str | _StrPromise":
    """Says what to do, where Django says that something is required."""
    return next((message for kind, message in _MISSING if isinstance(field, kind)), _REQUIRED["required"])
