"""Many pictures in one file."""

import tempfile
import zipfile
from collections.abc import Iterable
from typing import IO

IN_MEMORY = 5_000_000
"""Bytes; a larger archive is put together on the disk."""


def pack(pictures: Iterable[tuple[str, bytes]]) -> IO[bytes]:
    """A zip archive, at its start. Pictures are packed as they are: they are as small as they get."""
    archive = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        for name, content in pictures:
            packed.writestr(name, content)
    archive.seek(0)
    return archive
