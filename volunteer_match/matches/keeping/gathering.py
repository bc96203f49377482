"""Arrays that grow by pieces, with names as small numbers."""

from typing import Any

import numpy as np

from volunteer_match.matching.tables import Ints


class Gathered:
    """Columns of equal length, gathered piece by piece; `names` are numbered as they are met."""

    def __init__(self, *columns: str) -> None:
        self._pieces: dict[str, list[Ints]] = {column: [] for column in columns}
        self.names: dict[str, int] = {}

    def number(self, name: str) -> int:
        return self.names.setdefault(name, len(self.names))

    def add(self, agents: Ints, **columns: Any) -> None:
        """One entry for each of `agents`; single values hold for all of them."""
        for name, pieces in self._pieces.items():
            value = agents if name == "agent" else columns[name]
            pieces.append(np.broadcast_to(np.asarray(value, dtype=np.int64), agents.shape))

    def columns(self, **types: Any) -> dict[str, Any]:
        """Each column as one array, whole numbers unless `types` says otherwise."""
        empty = np.zeros(0, dtype=np.int64)
        return {
            name: np.concatenate([empty, *pieces]).astype(types.get(name, np.int64))
            for name, pieces in self._pieces.items()
        }
