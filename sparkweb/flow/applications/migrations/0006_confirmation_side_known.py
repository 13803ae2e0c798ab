from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0005_order_of_arrival")]
    operations = [
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.CheckConstraint(
                name="confirmation_side_known",
                condition=models.Q(side__in=["leader", "employees"]),
            ),
        ),
    ]
