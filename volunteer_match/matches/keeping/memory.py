"""How much memory this process holds, and how it gives some back."""

import ctypes
import resource
import sys
from contextlib import suppress
from pathlib import Path

_STATUS = Path("/proc/self/statm")
_MEBIBYTE = 2**20


def resident_mebibytes() -> float:
    """Resident memory now; where the system does not tell, the most there ever was."""
    if _STATUS.exists():
        return int(_STATUS.read_text().split()[1]) * resource.getpagesize() / _MEBIBYTE
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (_MEBIBYTE if sys.platform == "darwin" else 1024)


def give_back() -> None:
    """Returns what building needed only for a while to the system, where the allocator can (glibc)."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
