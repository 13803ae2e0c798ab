"""The product's addresses and the demo's own. Only the demo settings point here."""

from django.urls import include, path

from sparkweb.config.urls import urlpatterns as product

urlpatterns = [path("demo/", include("sparkweb.config.demo.urls")), *product]
