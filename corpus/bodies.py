"""Public bodies under their successive names (`data/organismes.toml`)."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from corpus.fold import fold

_DATA = Path(__file__).parent / "data" / "organismes.toml"


@lru_cache(maxsize=1)
def names_of_one_body() -> Mapping[str, tuple[str, ...]]:
    """Every name of a body that changed its name, by each of its folded names.

    >>> "DINUM" in names_of_one_body()["dinsic"]
    True
    """
    groups = [tuple(body["noms"]) for body in tomllib.loads(_DATA.read_text(encoding="utf-8"))["organisme"]]
    return {fold(name).replace("-", " "): group for group in groups for name in group}
