from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    name = "sparkweb.portals.participants"
    label = "participants"
