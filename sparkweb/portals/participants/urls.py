from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import path

from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.portals.participants.views import applying, course, dates, entering, evaluation, members, status, together

STEPS: dict[str, type[applying.Step]] = {
    page.slug: page for page in (applying.Workplace, applying.Themes, applying.Words, members.Members, applying.Frame)
}


def step(request: SparkRequest, application_id: UUID, step: str) -> HttpResponseBase:
    if step not in STEPS:
        raise Http404
    return STEPS[step].as_view()(request, application_id=application_id)


app_name = "participants"
urlpatterns = [
    path("l/<str:token>/", entering.enter, name="enter"),
    path("l/<str:token>/nyt/", entering.renew, name="renew"),
    path("find-jeres-side/", entering.lost_link, name="lost_link"),
    path("find-jeres-side/sendt/", entering.link_sent, name="link_sent"),
    path("forlad/", entering.leave, name="leave"),
    path("min-side/", status.home, name="home"),
    path("ansoeg/", applying.start, name="start"),
    path("ansoeg/<uuid:application_id>/sammen/", together.Together.as_view(), name="together"),
    path("ansoeg/<uuid:application_id>/sig-ja/", together.Confirm.as_view(), name="confirm"),
    path("ansoeg/<uuid:application_id>/inviter/<uuid:seat_id>/", together.Invite.as_view(), name="invite"),
    path("ansoeg/<uuid:application_id>/send-igen/", together.SendWayBack.as_view(), name="send_way_back"),
    path("ansoeg/<uuid:application_id>/medlem/", members.NewMember.as_view(), name="member_new"),
    path("ansoeg/<uuid:application_id>/medlem/<uuid:seat_id>/", members.Member.as_view(), name="member"),
    path("ansoeg/<uuid:application_id>/medlem/<uuid:seat_id>/fjern/", members.Remove.as_view(), name="member_remove"),
    path("ansoeg/<uuid:application_id>/<slug:step>/", step, name="step"),
    path("jeres/<uuid:application_id>/", status.status, name="status"),
    path("jeres/<uuid:application_id>/ansoegning/", status.copy, name="copy"),
    path("jeres/<uuid:application_id>/dato/", dates.PickDate.as_view(), name="pick_date"),
    path("jeres/<uuid:application_id>/dato/andre/", dates.OtherDates.as_view(), name="other_dates"),
    path("jeres/<uuid:application_id>/oenske/", course.Goal.as_view(), name="goal"),
    path("jeres/<uuid:application_id>/referat/<uuid:meeting_id>/", course.Minutes.as_view(), name="minutes"),
    path("jeres/<uuid:application_id>/moede/<uuid:meeting_id>/moede.ics", course.calendar, name="calendar"),
    path("jeres/<uuid:application_id>/proev/", course.NewTrial.as_view(), name="trial_new"),
    path("jeres/<uuid:application_id>/proev/<uuid:action_id>/", course.TrialReport.as_view(), name="trial_report"),
    path("jeres/<uuid:application_id>/opsamling/", course.WrapUp.as_view(), name="wrap_up"),
    path("evaluering/<uuid:invitation_id>/", evaluation.Evaluate.as_view(), name="evaluate"),
]
