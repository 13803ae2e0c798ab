"""Several courses of one consultant, all granted in one round."""

from sparkweb.flow.applications.models import Application
from sparkweb.flow.courses.models import Course
from sparkweb.flow.planning import services as planning
from sparkweb.flow.prioritisation import services as prioritisation
from tests.world import World


def courses(world: World, count: int) -> list[Course]:
    """Each with one trial told about, one under way, and dates on offer: what costs most to show."""
    applications = [world.submitted() for _ in range(count)]
    round_ = world.round()
    for application in applications:
        world.decide(application, round_=round_)
    world.wait(days=7)
    prioritisation.send_letters(round_=round_, by=world.actor("Birgit"), at=world.now)
    made = [_assigned(world, each, in_days=number) for number, each in enumerate(applications, start=3)]
    for course in made:
        meeting = world.met(course)
        world.reported(world.trial(meeting))
        world.trial(meeting)
        world.proposal(course.assignment, 60, 61)
    return made


def _assigned(world: World, application: Application, in_days: int) -> Course:
    assignment = planning.assign(
        application=application, consultant=world.consultant(), by=world.actor("Birgit"), at=world.now
    )
    world.visit(assignment, in_days)
    return Course.objects.select_related("assignment", "application").get(assignment=assignment)
