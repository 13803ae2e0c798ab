"""Who may see and write in a course: the committee now, and its consultant until 30 days after closing."""

from sparkweb.flow.courses.models import Course
from sparkweb.flow.courses.queries import CONSULTANT_READS_AFTER_CLOSING
from sparkweb.foundation.accounts import policy
from sparkweb.foundation.accounts.actors import Actor
from sparkweb.foundation.core.clock import now
from sparkweb.registers.workplaces.models import Seat


@policy.predicate("courses.holds_seat")
def holds_seat(actor: Actor, course: Course) -> bool:
    if actor.seat_id is None:
        return False
    return Seat.objects.current().filter(pk=actor.seat_id, committee=course.committee_id).exists()


@policy.predicate("courses.is_consultant")
def is_consultant(actor: Actor, course: Course) -> bool:
    assignment = course.assignment
    if actor.user_id is None or assignment.consultant.user_id != actor.user_id or assignment.ended_date:
        return False
    return course.closed_at is None or now() < course.closed_at + CONSULTANT_READS_AFTER_CLOSING
