from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("workplaces", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="seat",
            options={"ordering": ["-side", "-role", "from_date", "id"]},
        ),
    ]
