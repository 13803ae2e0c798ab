"""The effect of a yes as people read it at the meeting. Each sentence only repeats a number of the effect."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sparkweb.flow.prioritisation.spread import Effect


def effect_in_words(effect: Effect, *, municipality: str, sector_group: str, is_granted: bool = False) -> str:
    """What has been said yes to is told as done.

    'Første fra Hjørring i perioden. Dagtilbud og skole går fra 34 til 35 %. 3 pladser tilbage.'
    """
    return " ".join((_municipality(effect, municipality), _group(effect, sector_group, is_granted), _places(effect)))


def _municipality(effect: Effect, name: str) -> str:
    before = effect.municipality_before
    if not before:
        return _("Første fra {municipality} i perioden.").format(municipality=name)
    return ngettext(
        "{municipality} har {count} ja i perioden.", "{municipality} har {count} ja i perioden.", before
    ).format(municipality=name, count=before)


def _group(effect: Effect, name: str, is_granted: bool) -> str:
    before, after = effect.group_percent_before, effect.group_percent_after
    if is_granted:
        told = _("{group} blev på {percent} %.") if before == after else _("{group} gik fra {before} til {after} %.")
        return told.format(group=name, percent=after, before=before, after=after)
    if before == after:
        return _("{group} bliver på {percent} %.").format(group=name, percent=after)
    return _("{group} går fra {before} til {after} %.").format(group=name, before=before, after=after)


def _places(effect: Effect) -> str:
    left = effect.places_left_after
    if left > 0:
        return ngettext("{count} plads tilbage.", "{count} pladser tilbage.", left).format(count=left)
    if left == 0:
        return _("Ingen pladser tilbage.")
    return ngettext("{count} plads for meget.", "{count} pladser for meget.", -left).format(count=-left)
