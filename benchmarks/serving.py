"""Starts a Streamlit app of its own for a benchmark, says how much memory it holds, and ends it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
START_SECONDS = 60
DASHBOARD = "app.py"
EMPTY = "benchmarks/empty_app.py"


@dataclass(frozen=True)
class Server:
    """A running app: `port` on this machine, `pid` of its process."""

    port: int
    pid: int

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.port}"

    def memory(self) -> tuple[float, float]:
        """What the process holds now and the most it held, in MB; both 0 where /proc does not tell."""
        status = Path(f"/proc/{self.pid}/status")
        if not status.exists():
            return 0.0, 0.0
        lines = (line.split() for line in status.read_text(encoding="utf-8").splitlines())
        told = {line[0]: line[1] for line in lines if len(line) > 1}
        return int(told["VmRSS:"]) / 1024, int(told["VmHWM:"]) / 1024

    def worked(self) -> float:
        """The seconds of the processor that the process has used; 0 where /proc does not tell."""
        told = Path(f"/proc/{self.pid}/stat")
        if not told.exists():
            return 0.0
        numbers = told.read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")


AS_IT_COMES = ("--server.headless=true", f"--server.address={HOST}", "--browser.gatherUsageStats=false")


@contextmanager
def served(script: str, *, settings: bool = True) -> Iterator[Server]:
    """Runs an app with a store of its own that is thrown away.

    `settings`: with the settings of this repository, else with those that Streamlit comes with.
    """
    with TemporaryDirectory() as store, socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
        probe.close()
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / script), f"--server.port={port}"]
        process = subprocess.Popen(
            [*command, *(() if settings else AS_IT_COMES)],
            cwd=ROOT if settings else store,
            env={**os.environ, "ALIGNMENT_WORKSPACE": store},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            server = Server(port, process.pid)
            _wait_for(server, process)
            yield server
        finally:
            _end(process)


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{server.url}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The app on port {server.port} did not start.")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def load() -> str:
    """How busy the machine was in the last minute, for beside the timings."""
    return f"{os.getloadavg()[0]:.1f}"
