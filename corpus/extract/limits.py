"""How much one file may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """`max_seconds` and `max_memory_megabytes` bind the process that reads the file; the latter where the system allows it."""

    max_file_megabytes: int = 50
    max_unpacked_megabytes: int = 300
    max_pages: int = 1000
    max_memory_megabytes: int = 3000
    max_seconds: int = 1800
