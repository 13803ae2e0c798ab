"""The mark as a state, and the motifs of its circles. SVG with classes only, so that the strict policy holds."""

from collections.abc import Collection

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

CIRCLES = {"leader": (23.34, 28), "amr": (32, 43), "tr": (40.66, 28)}
ROLES = {
    "leader": {"leader"},
    "shop_steward": {"tr"},
    "safety_representative": {"amr"},
    "employee_member": {"tr", "amr"},
    "employees": {"tr", "amr"},
}
_HEART = "M32 44.46A18.6 18.6 0 0 1 22.07 27.27A18.6 18.6 0 0 1 41.93 27.27A18.6 18.6 0 0 1 32 44.46Z"
_SPARK = "M32 23L34.48 30.52L42 33L34.48 35.48L32 43L29.52 35.48L22 33L29.52 30.52L32 23Z"
_CONSULTANT = "M30 8L34.96 23.04L50 28L34.96 32.96L30 48L25.04 32.96L10 28L25.04 23.04L30 8Z"


def mark(voices: Collection[str] = CIRCLES, *, spark: bool | None = True, title: str = "") -> SafeString:
    """A filled circle has spoken, a ring is waited for; the spark is lit, waiting (False) or not drawn (None)."""
    rings = [_circle(name, spoken=False) for name in CIRCLES if name not in voices]
    filled = [_circle(name, spoken=True) for name in CIRCLES if name in voices]
    return svg("2 7 60 56", "".join([*rings, *filled, _spark(spark)]), title, css="mark")


def role_mark(role: str) -> SafeString:
    """One person's place in the mark; the consultant is the spark. Always beside the role in words."""
    if role == "consultant":
        return svg("0 0 60 56", f'<path class="k-spark" d="{_CONSULTANT}"/>', css="mark")
    return mark(ROLES.get(role, ()), spark=None)


def svg(view_box: str, inside: str, title: str = "", css: str = "") -> SafeString:
    """A drawing with a title says something; one without is decoration and silent. `inside` is ours, never typed."""
    spoken = format_html(' role="img"><title>{}</title>', title) if title else mark_safe(' aria-hidden="true">')
    named = format_html(' class="{}"', css) if css else ""
    return format_html('<svg viewBox="{}"{}{}{}</svg>', view_box, named, spoken, mark_safe(inside))  # noqa: S308


def _circle(name: str, *, spoken: bool) -> str:
    x, y = CIRCLES[name]
    look, radius = ("k-on", 18.6) if spoken else ("k-off", 17.6)
    return f'<circle class="{look}" cx="{x}" cy="{y}" r="{radius}"/>'


def _spark(lit: bool | None) -> str:
    if lit is None:
        return ""
    return (
        f'<path class="k-heart" d="{_HEART}"/><path class="k-spark" d="{_SPARK}"/>'
        if lit
        else (f'<path class="k-wait" d="{_SPARK}"/>')
    )


_THEMES = {
    "samarbejde": '<circle class="m" cx="24" cy="32" r="15"/><circle class="m" cx="40" cy="32" r="15"/>'
    '<circle class="m-solid" cx="32" cy="32" r="3.5"/>',
    "forandringer": '<circle class="m-line m-dash" cx="17" cy="41" r="11"/><circle class="m" cx="44" cy="23" r="14"/>'
    '<path class="m-line" d="M22 29c2-7 6-10 11-11m0 0-6-1.5M33 18l-4 5"/>',
    "indhold": '<circle class="m" cx="32" cy="46" r="11"/><circle class="m" cx="22" cy="31" r="11"/>'
    '<circle class="m" cx="42" cy="31" r="11"/><circle class="m" cx="32" cy="16" r="11"/>',
    "vold-og-trusler": '<circle class="m" cx="32" cy="35" r="9"/><path class="m-line" d="M12 44a21 21 0 1 1 40 0"/>'
    '<path class="m-line m-dash" d="M5 46a29 29 0 1 1 54 0"/>',
    "chikane": '<circle class="m" cx="21" cy="27" r="12"/><circle class="m" cx="35" cy="40" r="12"/>'
    '<circle class="m-line m-dash" cx="52" cy="16" r="8"/>',
    "alenearbejde": '<circle class="m" cx="14" cy="46" r="8"/><path class="m-line m-dash" d="M21 39 40 23"/>'
    '<circle class="m" cx="47" cy="18" r="12"/><circle class="m-solid" cx="14" cy="46" r="2.5"/>',
}
_ANY_THEME = '<circle class="m" cx="32" cy="32" r="15"/>'


def theme(code: str) -> SafeString:
    """A theme drawn with the circles; a theme nobody has drawn yet is one calm circle."""
    return svg("0 0 64 64", _THEMES.get(code, _ANY_THEME))
