"""Has a file cleaned in a process of its own, with little memory, little time and nothing worth stealing."""

import json
import os
import subprocess
import sys

from volunteer_match.challenges.evidence.rules import MOST_BYTES, Clean, PhotoRefusal
from volunteer_match.refusals import Refused

PROGRAM = "volunteer_match.challenges.evidence.child"
WAIT_SECONDS = 30


def clean_separately(content: bytes) -> Clean:
    """The picture in a file that somebody sent. Takes about half a second; raises Refused with a PhotoRefusal.

    The process is given the path of Python's modules and nothing else: no secret, no address of the database.
    """
    if not content:
        raise Refused(PhotoRefusal.EMPTY)
    if len(content) > MOST_BYTES:
        raise Refused(PhotoRefusal.TOO_MANY_BYTES)
    try:
        answer = subprocess.run(
            [sys.executable, "-P", "-m", PROGRAM],
            input=content,
            capture_output=True,
            timeout=WAIT_SECONDS,
            check=True,
            env={"PYTHONPATH": os.pathsep.join(sys.path)},
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        # It ran out of time or memory, or the decoder fell over.
        raise Refused(PhotoRefusal.BROKEN) from error
    return _read(answer.stdout)


def _read(answer: bytes) -> Clean:
    head, _, body = answer.partition(b"\n")
    told = json.loads(head)
    if "refused" in told:
        raise Refused(PhotoRefusal[told["refused"]])
    picture, thumbnail = body[: told["bytes"]], body[told["bytes"] :]
    return Clean(picture, thumbnail, told["width"], told["height"], told["likeness"])
