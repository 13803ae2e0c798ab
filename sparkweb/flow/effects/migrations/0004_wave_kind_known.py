from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("effects", "0003_answer_without_side")]
    operations = [
        migrations.AddConstraint(
            model_name="wave",
            constraint=models.CheckConstraint(
                name="wave_kind_known",
                condition=models.Q(kind__in=["right_after", "three_months"]),
            ),
        ),
    ]
