"""The map of Denmark in three states, put together as a string: a loop in a template is slow.

A shape says by its fill, its pattern and its edge how far we are, and by its title the municipality's name. Nothing in
the drawing depends on anything finer than the three states.
"""

from collections.abc import Mapping

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sparkweb.insight.reporting.enums import ReachState
from sparkweb.registers.places import map_shapes
from sparkweb.registers.places.map_shapes import Drawing

LOOK = {
    ReachState.REACHED: 'class="t1"',
    ReachState.EARLIER: 'class="t2" fill="url(#hatch)"',
    ReachState.NOT_YET: 'class="t3"',
}
HATCH = (
    '<defs><pattern id="hatch" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="t2-ground" width="10" height="10"/><path class="t2-line" d="M0 0V10"/></pattern></defs>'
)


def country(states: Mapping[str, ReachState]) -> SafeString:
    """All municipalities; Bornholm stands in a frame in the corner."""
    box = map_shapes.bornholm_frame()
    frame = f'<rect class="t-frame" x="{box.left}" y="{box.top}" width="{box.width}" height="{box.height}" rx="12"/>'
    return _drawn(map_shapes.country(), states, _("Kort over Danmark"), HATCH + frame)


def capital(states: Mapping[str, ReachState]) -> SafeString:
    """The municipalities around Copenhagen, large enough to see."""
    return _drawn(map_shapes.capital(), states, _("Hovedstadsområdet, forstørret"))


def sample(state: ReachState) -> SafeString:
    """A piece of the map for the legend."""
    square = f'<rect {LOOK[state]} x="2" y="2" width="26" height="26" rx="5"/>'
    return mark_safe(f'<svg viewBox="0 0 30 30" aria-hidden="true">{square}</svg>')  # noqa: S308 – constants of this file


def _drawn(drawing: Drawing, states: Mapping[str, ReachState], title: str, ground: str = "") -> SafeString:
    """`ground` is drawn under the shapes."""
    words = {state: escape(state.label) for state in ReachState}
    shapes = "".join(
        f'<path {LOOK[states[shape.code]]} d="{shape.path}"><title>{escape(shape.name)}: {words[states[shape.code]]}'
        "</title></path>"
        for shape in drawing.shapes
    )
    return format_html(
        '<svg viewBox="{}" role="img" aria-label="{}">{}</svg>',
        drawing.view_box,
        title,
        mark_safe(ground + shapes),  # noqa: S308 – our own seed files and constants, names escaped
    )
