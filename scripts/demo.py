"""The demo world on this machine: `python -m scripts.demo start`, `... develop` or `... reset`."""

import hashlib
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from scripts.together import Ended, Stop, together

PORT = int(os.environ.get("PORT", "8000"))
HOST = "127.0.0.1"  # Never further than this machine: in the demo anyone may become anyone.
PYTHON = sys.executable
WORKER = [PYTHON, "manage.py", "worker"]
PROGRAMS = {
    "start": {
        "web server": [
            PYTHON, "-m", "gunicorn", "sparkweb.config.wsgi", f"--bind={HOST}:{PORT}",
            "--worker-class=gthread", "--workers=2", "--threads=4", "--preload",
            "--log-level=warning", "--no-control-socket",
        ],
        "worker": WORKER,
    },
    "develop": {"web server": [PYTHON, "manage.py", "runserver", f"{HOST}:{PORT}"], "worker": WORKER},
}  # fmt: skip
SETTINGS = {
    "start": "sparkweb.config.settings.demo",
    "develop": "sparkweb.config.settings.dev",
    "reset": "sparkweb.config.settings.demo",
}


def main(arguments: list[str]) -> int:
    (task,) = arguments
    began = time.monotonic()
    if not port_is_free():
        print(f"Port {PORT} is in use by another program. Stop that one, or choose another: make ... PORT={PORT + 1}")
        return 1
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS[task]
    django.setup()
    if task == "reset":
        forget()
    prepare()
    return 0 if task == "reset" else serve(task, began)


def port_is_free() -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, PORT))
        except OSError:
            return False
    return True


def forget() -> None:
    data = Path(settings.DATABASES["default"]["NAME"])
    print(f"Removing {data.name} ...", flush=True)
    for file in (data, Path(f"{data}-wal"), Path(f"{data}-shm")):
        file.unlink(missing_ok=True)


def prepare() -> None:
    """Each step looks first and does nothing when it is done already."""
    subprocess.run([PYTHON, "-m", "scripts.build_design"], check=True)
    migrate()
    call_command("fill_demo")
    connections.close_all()
    if not settings.DEBUG:
        collect_static()


def migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the data file ...", flush=True)
        call_command("migrate", verbosity=0)


def collect_static() -> None:
    """Skipped while the same files lie there, of the same size and age."""
    stamp = Path(settings.STATIC_ROOT) / "collected"
    digest = static_digest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    print("Collecting and compressing styles, scripts and fonts ...", flush=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest)


def static_digest() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            digest.update(f"{name} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def serve(task: str, began: float) -> int:
    try:
        with together(PROGRAMS[task], os.environ) as programs:
            programs.wait(until=answers)
            print(f"\nSPARK runs on http://localhost:{PORT} after {time.monotonic() - began:.1f} s. Ctrl-C stops it.\n")
            call_command("demo_people")
            programs.wait()
    except Ended as reason:
        print(reason, file=sys.stderr)
        return 1
    except Stop:
        print("\nStopped. The data stays; 'make demo' goes on from here, 'make demo-reset' starts over.")
    return 0


def answers() -> bool:
    with socket.socket() as caller:
        return caller.connect_ex((HOST, PORT)) == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
