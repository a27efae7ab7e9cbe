"""The figures of an evaluation, to be read: tables for a terminal, a picture."""

from pathlib import Path
from typing import Any

from rich.console import Group
from rich.table import Table

from assistant.errors import MissingLibrary

SHOWN = (
    "recall@1",
    "recall@5",
    "recall@10",
    "ndcg@10",
    "mrr",
    "words@1",
    "words@5",
    "span_precision",
    "span_recall",
    "ms_median",
)
_PLOTTED = ("recall@1", "recall@5", "recall@10", "ndcg@10", "mrr", "words@1", "words@5")
_COLOURS = ("#000091", "#8a8a8a", "#b0b0b0", "#d0d0d0")


def table(report: dict[str, Any]) -> Group:
    """What is found, a column a system; what is answered."""
    systems = report["retrieval"]
    found = Table("", *systems, title=f"Ce qui est trouvé ({next(iter(systems.values()))['questions']} questions)")
    for name in SHOWN:
        found.add_row(name, *(str(figures.get(name, "")) for figures in systems.values()))
    said = Table(title=f"Ce qui est répondu ({report['questions']} questions)", show_header=False)
    for name, value in report["answers"].items():
        said.add_row(name, ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else str(value))
    return Group(found, said)


def plot(report: dict[str, Any], path: Path) -> None:
    """Draws what is found by each system, as a PNG picture.

    Raises:
        MissingLibrary: matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingLibrary("Le graphique demande matplotlib : pip install matplotlib") from error
    figure = Figure(figsize=(10, 4.5), layout="constrained")
    axes = figure.subplots()
    systems = list(report["retrieval"])
    width = 0.8 / len(systems)
    for n, (system, colour) in enumerate(zip(systems, _COLOURS, strict=False)):
        values = [report["retrieval"][system].get(name, 0.0) for name in _PLOTTED]
        bars = axes.bar([i + n * width for i in range(len(_PLOTTED))], values, width, label=system, color=colour)
        axes.bar_label(bars, fmt="%.2f", fontsize=7, padding=2)
    axes.set_xticks([i + 0.4 - width / 2 for i in range(len(_PLOTTED))], _PLOTTED)
    axes.set_ylim(0, 1.05)
    axes.set_title(f"Ce qui est trouvé, sur {report['retrieval'][systems[0]]['questions']} questions")
    axes.legend(frameon=False, ncols=len(systems), loc="upper center", bbox_to_anchor=(0.5, -0.08))
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=150)
