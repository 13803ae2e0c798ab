"""Write requirements/*.txt from pyproject.toml: every package pinned and hashed, and no address in any file."""

import subprocess
import sys
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parents[1]

# dev first: what runs is then held to the very versions that were tested.
FILES = {
    "dev": ["--all-extras", "--group", "dev"],
    "postgres": ["--extra", "postgres", "--constraints", "requirements/dev.txt"],
    "run": ["--constraints", "requirements/dev.txt"],
}


def main(arguments: list[str]) -> None:
    """Pins that still fit stay as they are; `--upgrade` takes the newest."""
    for name, choice in FILES.items():
        print(f"requirements/{name}.txt")
        options = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--quiet", *choice, *arguments]
        target = ["--output-file", f"requirements/{name}.txt"]
        compile_pins = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *options, *target]
        subprocess.run(compile_pins, cwd=PROJECT_DIR, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
