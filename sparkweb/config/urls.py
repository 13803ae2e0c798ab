"""Every address of the product; each name stands in the role matrix or the route is refused."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
