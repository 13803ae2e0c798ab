from typing import Any

from django.utils.translation import gettext_lazy as _

from sparkweb.foundation.core.forms import EmailField, SparkForm


class LostLinkForm(SparkForm):
    email = EmailField(
        label=_("Din e-mail"),
        help_text=_("Den adresse, I skrev i ansøgningen."),
        error_messages={"required": _("Skriv den e-mail, du brugte i ansøgningen.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].widget.attrs["autocomplete"] = "email"
