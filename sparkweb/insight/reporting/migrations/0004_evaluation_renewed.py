from django.db import migrations, models


class Migration(migrations.Migration):
    # Nullable and without a default, so that SQLite adds the column in place: a table made anew loses its triggers.
    dependencies = [("reporting", "0003_append_only")]
    operations = [
        migrations.AddField(model_name="releasedfigure", name="renewed_date", field=models.DateField(null=True)),
    ]
