from django.urls import path

from sparkweb.portals.secretariat.views import assignments, cases, letters, overview, rounds

app_name = "secretariat"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("retur/", overview.returned, name="returned"),
    path("ansoegninger/", cases.applications, name="applications"),
    path("ansoegninger/<uuid:application_id>/", cases.application, name="application"),
    path("runde/", rounds.newest, name="rounds"),
    path("runde/ny/", rounds.plan, name="plan_round"),
    path("runde/<uuid:round_id>/", rounds.board, name="round"),
    path("runde/<uuid:round_id>/pladser/", rounds.capacity, name="capacity"),
    path("runde/<uuid:round_id>/sager/<uuid:application_id>/", rounds.decide, name="decide"),
    path("runde/<uuid:round_id>/sager/<uuid:application_id>/fortryd/", rounds.undo, name="undo"),
    path("runde/<uuid:round_id>/sager/<uuid:application_id>/tag-med/", cases.bring_in, name="bring_in"),
    path("runde/<uuid:round_id>/breve/", letters.letters, name="letters"),
    path("tildeling/", assignments.assignments, name="assignments"),
    path("tildeling/<uuid:application_id>/", assignments.assign, name="assign"),
]
