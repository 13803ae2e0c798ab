"""Forms drawn by our own field template, so that `{{ form.name.as_field_group }}` is all a page writes."""

from django.forms.renderers import DjangoTemplates


class FieldGroups(DjangoTemplates):
    field_template_name = "components/field.html"
