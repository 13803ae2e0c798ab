"""A first walk through everything, in eight steps."""

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
        _("Læs forsiden, og tryk på Søg. Skriv dig selv på som leder, og find på en TR."),
        (GUEST,),
    ),
    Step(
        _("Læs mailen"),
        _("Brug linket i »Din vej tilbage til ansøgningen«. Skriv så færdig, og inviter din TR."),
        needs_post=True,
    ),
    Step(
        _("Svar som TR"),
        _("Åbn linket i invitationen. Læs, skriv dine egne ord, og sig ja. Den er sendt, når begge har sagt ja."),
        needs_post=True,
    ),
    Step(
        _("Hold rundens møde"),
        _("Birgit ser månedens ansøgninger. Find Plejecenter Havrevang, sig ja med en grund, og send brevene."),
        ("birgit@spark.example",),
    ),
    Step(
        _("Læs svaret"),
        _("Anne og Mikkel fra Havrevang får det samme brev i samme øjeblik."),
        ("anne@havrevang.example", "mikkel@havrevang.example"),
    ),
    Step(
        _("Find en konsulent og en dag"),
        _("Birgit giver forløbet til Lise. Lise foreslår datoer, Mikkel vælger en, og alle får en kalenderinvitation."),
        ("birgit@spark.example", "lise@spark.example", "mikkel@havrevang.example"),
        needs_post=True,
    ),
    Step(
        _("Gå midt ind i et forløb"),
        _("Jonas fra Klintemarken fortæller, hvad de så. Lise samler op og lukker. Så svarer TRIO på evalueringen."),
        ("jonas@klintemarken.example", "lise@spark.example", "freja@klintemarken.example"),
    ),
    Step(
        _("Se, hvad parterne ser"),
        _("Karen ser tal, kort og evaluering for hele landet. Små tal bliver til »få«. Ingen arbejdsplads har navn."),
        ("karen@kl.example",),
    ),
)
