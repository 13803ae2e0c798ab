from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "sparkweb.registers.places"
    label = "places"
