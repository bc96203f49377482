"""How much memory this process holds."""

import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/statm")
_MEBIBYTE = 2**20


def resident_mebibytes() -> float:
    """Resident memory now; where the system does not tell, the most there ever was."""
    if _STATUS.exists():
        return int(_STATUS.read_text().split()[1]) * resource.getpagesize() / _MEBIBYTE
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (_MEBIBYTE if sys.platform == "darwin" else 1024)
