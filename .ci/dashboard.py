"""Starts the dashboard on a free port of this machine and says where it is."""

import os
import socket
import sys
from pathlib import Path

HOST = "127.0.0.1"
FIRST, LAST = 8501, 8540


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def choose_port(asked: str) -> int:
    if not asked:
        for port in range(FIRST, LAST + 1):
            if is_free(port):
                if port != FIRST:
                    print(f"Port {FIRST} is in use, taking {port}.")
                return port
        sys.exit(f"All ports from {FIRST} to {LAST} are in use. Choose another: make run PORT=9000")
    if not asked.isdecimal() or not 1 <= int(asked) <= 65535:
        sys.exit(f"PORT={asked} is no port: give a number from 1 to 65535.")
    if not is_free(int(asked)):
        sys.exit(f"Port {asked} is in use or not allowed. Choose another, or leave PORT out to get a free one.")
    return int(asked)


def main() -> None:
    port = choose_port(sys.argv[1] if len(sys.argv) > 1 else "")
    print(f"\n  Dashboard: http://{HOST}:{port}   (stop with Ctrl+C)\n", flush=True)
    os.chdir(Path(__file__).parents[1])
    options = [f"--server.address={HOST}", f"--server.port={port}"]
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", "app.py", *options])


if __name__ == "__main__":
    main()
