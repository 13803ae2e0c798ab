"""The database refuses to change or remove what has been released, whoever asks."""

from collections.abc import Iterator

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Each table with the columns that name a row beside its id: replacing a row must not go around the triggers either.
TABLES = {
    "reporting_release": ("period_id", "as_of_date"),
    "reporting_releasedfigure": ("release_id", "figure", "row"),
    "reporting_releasedreach": ("release_id", "municipality_id"),
}


def on_sqlite(table: str, columns: tuple[str, ...]) -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    same = " AND ".join(f"{column} = NEW.{column}" for column in columns)
    there = f"SELECT 1 FROM {table} WHERE id = NEW.id OR ({same})"  # noqa: S608 – the names above, nobody's input
    yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}"
    yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}"
    # INSERT OR REPLACE removes the old row without asking the triggers above.
    yield (f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS ({there}) {refuse}")


def on_postgresql(table: str, _columns: tuple[str, ...]) -> Iterator[str]:
    yield (
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    yield (
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    )
    yield (
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )


def close(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    statements = on_sqlite if schema_editor.connection.vendor == "sqlite" else on_postgresql
    for table, columns in TABLES.items():
        for statement in statements(table, columns):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0002_longer_labels")]
    operations = [migrations.RunPython(close)]
