"""Make this machine ready: `python3 scripts/set_up.py run` for the demo, `postgres` for real, `dev` for every check.

Runs on the machine's own Python, before anything is installed, so it uses the standard library only. When nothing is
missing it does nothing, in a tenth of a second.
"""

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parents[1]
VENV = PROJECT_DIR / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 11)

# Debian package -> how we know that what we need of it is here.
CHECK_PACKAGES: dict[str, Callable[[], object]] = {
    "chromium": lambda: on_ubuntu() or shutil.which("chromium"),
    "fonts-dejavu-core": lambda: Path("/usr/share/fonts/truetype/dejavu").is_dir(),
    "gettext": lambda: shutil.which("msgfmt"),
    "libatomic1": lambda: any(Path("/usr/lib").glob("*/libatomic.so.1")),
    "postgresql": lambda: any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb"),
}


def main(arguments: list[str]) -> int:
    if arguments not in (["run"], ["postgres"], ["dev"]):
        return refuse("Say what the machine is for: 'set_up.py run', 'set_up.py postgres' or 'set_up.py dev'.")
    if sys.version_info < OLDEST_PYTHON:
        return refuse(f"sparkweb needs Python 3.11 or newer; this python3 is {sys.version.split()[0]}.")
    (kind,) = arguments
    missing = missing_packages(kind)
    if missing and not install_packages(missing):
        return 1
    try:
        if not installed(kind):
            install(kind)
    except subprocess.CalledProcessError as failure:
        return refuse(f"This line failed; what it said stands above:\n\n  {' '.join(failure.cmd)}\n")
    return 0


def refuse(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1


def on_ubuntu() -> bool:
    """Its chromium is a snap, which sees no temporary folder; Playwright brings a browser of its own there."""
    return platform.freedesktop_os_release().get("ID") == "ubuntu"


def missing_packages(kind: str) -> list[str]:
    missing = [name for name, is_here in CHECK_PACKAGES.items() if not is_here()] if kind == "dev" else []
    if not installed(kind) and not shutil.which("uv") and not importlib.util.find_spec("ensurepip"):
        missing.append("python3-venv")
    return missing


def install_packages(names: list[str]) -> bool:
    """Through apt where we may; elsewhere the one line to run is printed, and nothing is half done."""
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    install = [*sudo, "apt-get", "install", "--yes", "--no-install-recommends", *names]
    if not shutil.which("apt-get"):
        refuse(f"Please install with your system's package manager what Debian calls: {' '.join(names)}")
        return False
    if sudo and not may_sudo():
        refuse(f"Some system packages are missing. Please run this line, then try again:\n\n  {' '.join(install)}\n")
        return False
    print(f"Installing system packages with apt: {', '.join(names)} ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ([*sudo, "apt-get", "update"], install):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        refuse(f"{done.stdout}{done.stderr}\napt could not install them. The line was:\n\n  {' '.join(install)}\n")
    return done.returncode == 0


def may_sudo() -> bool:
    """Only without being asked for a password: a question in the middle of a script is easily missed."""
    if not shutil.which("sudo"):
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def installed(kind: str) -> bool:
    """What the checks need holds all that the demo needs, in the same versions: test_lock_files.py says so."""
    return VENV_PYTHON.exists() and any(stamp(of).exists() for of in {kind, "dev"})


def stamp(kind: str) -> Path:
    """A file that is there when these exact requirements were installed for this Python."""
    digest = hashlib.sha256(requirements(kind).read_bytes()).hexdigest()
    return library() / f"{kind}-{digest[:16]}.installed"


def library() -> Path:
    major, minor = sys.version_info[:2]
    return VENV / "lib" / f"python{major}.{minor}"


def requirements(kind: str) -> Path:
    return PROJECT_DIR / "requirements" / f"{kind}.txt"


def install(kind: str) -> None:
    print(f"Installing the Python packages in requirements/{kind}.txt into .venv ...", flush=True)
    if VENV.exists() and not library().is_dir():
        shutil.rmtree(VENV)  # Made for another Python than the machine's now.
    if shutil.which("uv"):
        run("uv", "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(VENV))
        run("uv", "pip", "install", "--quiet", "--python", str(VENV_PYTHON), *hashed(kind))
    else:
        run(sys.executable, "-m", "venv", str(VENV))
        run(str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *hashed(kind))
    if kind == "dev" and on_ubuntu():
        print("Installing a browser for the tests ...", flush=True)
        run(str(VENV_PYTHON), "-m", "playwright", "install", "--with-deps", "chromium")
    for old in library().glob(f"{kind}-*.installed"):
        old.unlink()
    stamp(kind).touch()


def hashed(kind: str) -> list[str]:
    return ["--require-hashes", "--requirement", str(requirements(kind))]


def run(*command: str) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
