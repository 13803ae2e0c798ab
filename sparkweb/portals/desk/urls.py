from django.urls import path

from sparkweb.portals.desk.views import course, dates, today, writing

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("forloeb/<uuid:course_id>/", course.course, name="course"),
    path("forloeb/<uuid:course_id>/datoer/", dates.ProposeDates.as_view(), name="propose_dates"),
    path("forloeb/<uuid:course_id>/oenske/", writing.Goal.as_view(), name="goal"),
    path("forloeb/<uuid:course_id>/referat/<uuid:meeting_id>/", writing.Notes.as_view(), name="notes"),
    path("forloeb/<uuid:course_id>/moede/<uuid:meeting_id>/", course.meeting_kind, name="meeting_kind"),
    path(
        "forloeb/<uuid:course_id>/moede/<uuid:meeting_id>/aflys/",
        writing.CancelMeeting.as_view(),
        name="cancel_meeting",
    ),
    path("forloeb/<uuid:course_id>/proev/", writing.NewTrial.as_view(), name="trial_new"),
    path("forloeb/<uuid:course_id>/proev/<uuid:action_id>/", writing.TrialReport.as_view(), name="trial_report"),
    path("forloeb/<uuid:course_id>/opsamling/", writing.WrapUp.as_view(), name="wrap_up"),
    path("forloeb/<uuid:course_id>/luk/", writing.Close.as_view(), name="close"),
]
