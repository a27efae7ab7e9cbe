"""Reads a file in a process of its own: what a hostile or corrupt file does to it, it does not do to the program."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import corpus.errors
from corpus.errors import CorruptFile, DocumentError, DocumentTooLarge, TooLongToRead
from corpus.extract.kinds import Kind
from corpus.extract.limits import Limits

PageProgress = Callable[[int, int], None]  # pages read, pages in all


@dataclass(frozen=True, slots=True)
class Extracted:
    """`text[:margins_start]` is the pages' own matter. One confidence a page, in [0, 1], None where nothing was scanned;
    `unread_pages`, from 1, are pictures that no optical reader was there to read."""

    text: str
    page_starts: tuple[int, ...] = ()
    margins_start: int | None = None
    confidences: tuple[float | None, ...] = ()
    unread_pages: tuple[int, ...] = ()


def extracted_from(content: dict[str, Any]) -> Extracted:
    """What was written as JSON.

    Raises:
        TypeError: by another version of the program.
    """
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in content.items()}
    return Extracted(**values)


def extract_isolated(path: Path, kind: Kind, limits: Limits, progress: PageProgress) -> Extracted:
    """The text of a file that is not text.

    Raises:
        DocumentError: the file is corrupt, encrypted, above a limit, or a picture without an optical reader.
    """
    request = json.dumps({"path": str(path.resolve()), "kind": kind, "limits": asdict(limits)})
    root = str(Path(corpus.errors.__file__).parents[1])
    environment = os.environ | {"PYTHONPATH": root, "OMP_THREAD_LIMIT": "1"}
    command = [sys.executable, "-m", "corpus.extract", request]
    answer: dict[str, Any] = {}
    errors: list[str] = []
    is_late = threading.Event()
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
    ) as process:

        def stop() -> None:
            is_late.set()
            process.kill()

        listener = threading.Thread(target=lambda: errors.extend(process.stderr or ()), daemon=True)
        timer = threading.Timer(limits.max_seconds, stop)
        timer.start()
        listener.start()
        try:
            for line in process.stdout or ():
                answer = json.loads(line)
                if "page" in answer:
                    progress(answer["page"], answer["pages"])
        finally:
            timer.cancel()
            process.kill()  # a progress callback that raises leaves it running
            listener.join()
    return _extracted(path, answer, "".join(errors), is_late.is_set(), limits)


def _extracted(path: Path, answer: dict[str, Any], errors: str, is_late: bool, limits: Limits) -> Extracted:
    if is_late:
        raise TooLongToRead(
            f"{path.name} : la lecture a dépassé {limits.max_seconds} secondes. Découpez le fichier, ou relevez CONVENTIONS_MAX_SECONDS."
        )
    if "error" in answer:
        kind = getattr(corpus.errors, str(answer["error"]), DocumentError)
        raise kind(str(answer["message"]))
    if "extracted" not in answer:
        if "MemoryError" in errors or "bad_alloc" in errors:
            raise DocumentTooLarge(
                f"{path.name} : la lecture a dépassé {limits.max_memory_megabytes} Mo de mémoire. "
                "Découpez le fichier, ou relevez CONVENTIONS_MAX_MEMORY_MEGABYTES."
            )
        raise CorruptFile(f"{path.name} : le fichier est abîmé ou incomplet. Récupérez-le à sa source, ou réenregistrez-le.")
    return extracted_from(answer["extracted"])
