"""A first walk through everything with one new application, in eight steps."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GUEST = ""
"""Stands among the addresses for somebody nobody knows."""


@dataclass(frozen=True)
class Step:
    title: str | Promise
    text: str | Promise
    become: tuple[str, ...] = ()
    needs_post: bool = False


TOUR = (
    Step(
        _("Søg som ny leder"),
        _("Læs forsiden, og tryk på Søg. Skriv dig selv på som leder, og vælg samarbejde som det, der fylder mest."),
        (GUEST,),
    ),
    Step(
        _("Læs mailen"),
        _("Åbn linket i ”Din vej tilbage til ansøgningen”. Skriv færdig, find på en TR, og send invitationen."),
        needs_post=True,
    ),
    Step(
        _("Svar som TR"),
        _("Åbn linket i invitationen, skriv dine egne ord, og sig ja. Sig så ja som leder. Nu er den sendt."),
        needs_post=True,
    ),
    Step(
        _("Hold rundens møde"),
        _(
            "Birgit finder jeres ansøgning øverst på listen og tager den med på månedens møde. Sig ja med en grund,"
            " send brevene, og giv forløbet til Lise."
        ),
        ("birgit@spark.example",),
    ),
    Step(
        _("Aftal en dag"),
        _("Lise finder jer blandt sine forløb og foreslår datoer. Vælg en som leder eller TR, fra mailen om datoerne."),
        ("lise@spark.example",),
        needs_post=True,
    ),
    Step(
        _("Mødes, og prøv noget af"),
        _(
            "Lad, som om mødet blev rykket frem til i dag: Lise skriver noter og den første prøvehandling. Skriv så som"
            " leder eller TR, hvad I så."
        ),
        ("lise@spark.example",),
        needs_post=True,
    ),
    Step(
        _("Saml op, og luk"),
        _("Lise skriver opsamlingen og lukker forløbet. Alle får evalueringen på mail og svarer hver for sig."),
        ("lise@spark.example",),
        needs_post=True,
    ),
    Step(
        _("Se, hvad parterne ser"),
        _(
            "Karen ser tal, kort og evaluering for hele landet. Små tal bliver til ”få”, og ingen arbejdsplads har"
            " navn. Jeres svar er med, næste gang tallene gøres op."
        ),
        ("karen@kl.example",),
    ),
)
