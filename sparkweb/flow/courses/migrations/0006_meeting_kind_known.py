from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0005_called_off")]
    operations = [
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                name="meeting_kind_known",
                condition=models.Q(kind__in=["initial", "meeting", "wrap_up"]),
            ),
        ),
    ]
