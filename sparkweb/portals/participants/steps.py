"""The steps of an application, and how far this one has come."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sparkweb.flow.applications.enums import Part
from sparkweb.flow.applications.rules import Missing, missing_parts
from sparkweb.foundation.core.components import Stage, Step
from sparkweb.portals.participants.own import Case

STEPS = {
    "arbejdsplads": (Part.WORKPLACE, _("Jeres arbejdsplads")),
    "temaer": (Part.THEMES, _("Hvad fylder hos jer?")),
    "ord": (Part.WORDS, _("Med dine egne ord")),
    "hvem": (Part.MEMBERS, _("Hvem er med?")),
    "rammer": (Part.FRAME, _("Tid og rammer")),
}
TOGETHER, TOGETHER_LABEL = "sammen", _("Begge sider siger ja")
SLUGS = [*STEPS, TOGETHER]
BACK = "tilbage"


def url_of(case: Case, slug: str) -> str:
    if slug == TOGETHER:
        return reverse("participants:together", args=[case.application.id])
    return reverse("participants:step", args=[case.application.id, slug])


def correct(case: Case, slug: str) -> str:
    """The page that corrects one part and leads back to where both read."""
    return f"{url_of(case, slug)}?{BACK}={TOGETHER}"


def slug_of(part: Part) -> str:
    return next(slug for slug, (mine, _label) in STEPS.items() if mine == part)


def after(case: Case, slug: str) -> str:
    return url_of(case, SLUGS[SLUGS.index(slug) + 1])


def to_together(case: Case) -> tuple[str, str]:
    return str(TOGETHER_LABEL), url_of(case, TOGETHER)


def before(case: Case, slug: str) -> tuple[str, str] | None:
    """Label and address of the step before; none before the first."""
    place = SLUGS.index(slug)
    if place == 0:
        return None
    earlier = SLUGS[place - 1]
    return str(STEPS[earlier][1]), url_of(case, earlier)


def resume(case: Case) -> str:
    """Where a draft is taken up again: the first step that is not done, and for the invited what is to be read."""
    is_invited = case.application.invitations.filter(seat=case.me).exists()
    left = [] if is_invited else mine(case, missing_parts(case.application))
    return url_of(case, slug_of(left[0].part) if left else TOGETHER)


def mine(case: Case, missing: list[Missing]) -> list[Missing]:
    """What the one who looks can do something about, step by step: everything but the other side's own words."""
    order = list(Part)
    return sorted(
        (each for each in missing if each.side in (None, case.me.side)), key=lambda each: order.index(each.part)
    )


def progress(case: Case, missing: list[Missing], here: str) -> list[Step]:
    """Every step with its address; what this person has still to do is not done."""
    open_parts = {each.part for each in mine(case, missing)}

    def stage(slug: str) -> Stage:
        if slug == here:
            return Stage.HERE
        return Stage.NEXT if slug == TOGETHER or STEPS[slug][0] in open_parts else Stage.DONE

    labels = {**{slug: str(label) for slug, (_part, label) in STEPS.items()}, TOGETHER: str(TOGETHER_LABEL)}
    return [Step(labels[slug], stage(slug), "" if slug == here else url_of(case, slug)) for slug in SLUGS]
