"""What training changed in a model's weights: for each matrix a product of two thin ones, for each vector its difference.

The file is in safetensors, float16: `<weight>.up` (rows, rank) and `<weight>.down` (rank, columns), or `<weight>.difference`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

Weights = Mapping[str, NDArray[Any]]


def write_adapter(path: Path, before: Weights, after: Weights, rank: int, beside: Weights | None = None) -> None:
    """Writes what leads from `before` to `after`: the best approximation of each matrix's change at that rank; `beside` goes with it as it is."""
    parts: dict[str, NDArray[Any]] = dict(beside or {})
    for name, weight in after.items():
        change = (weight - before[name]).astype(np.float32)
        if change.ndim == 2:
            rows, strengths, columns = np.linalg.svd(change, full_matrices=False)
            roots = np.sqrt(strengths[:rank])
            parts[f"{name}.up"] = (rows[:, :rank] * roots).astype(np.float16)
            parts[f"{name}.down"] = (roots[:, None] * columns[:rank]).astype(np.float16)
        else:
            parts[f"{name}.difference"] = change.astype(np.float16)
    save_file(parts, path)


def adapted(weights: Weights, path: Path) -> dict[str, NDArray[np.float32]]:
    """The weights with the changes of the file at `path`."""
    found = {name: np.asarray(weight, dtype=np.float32) for name, weight in weights.items()}
    parts = {name: part.astype(np.float32) for name, part in load_file(path).items()}
    for part, values in parts.items():
        name, _, kind = part.rpartition(".")
        if kind == "up":
            found[name] = found[name] + values @ parts[f"{name}.down"]
        elif kind == "difference":
            found[name] = found[name] + values
    return found
