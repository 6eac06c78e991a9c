"""Files that are on the disk when the call returns, and why writing one failed."""

import errno
import os
from pathlib import Path
from typing import Literal

Reason = Literal["not-allowed", "full", "busy", "refused"]

_REASONS: dict[int, Reason] = {
    errno.EACCES: "not-allowed",
    errno.EPERM: "not-allowed",
    errno.EROFS: "not-allowed",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EAGAIN: "busy",
}


def reason_of(error: OSError) -> Reason:
    """Why the system refused, in the words that problems use."""
    return _REASONS.get(error.errno or 0, "refused")


def write_new(path: Path, content: bytes) -> None:
    """Writes a file that must not exist yet and waits until it is on the disk. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Waits until the names in a folder are on the disk. Raises OSError."""
    if os.name == "nt":  # a folder cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
