"""How good the answers are, beside what a user would otherwise write."""

from assistant.evaluation.grade import Gold, Graded, grade, read_gold
from assistant.evaluation.report import plot, table
from assistant.evaluation.run import evaluate

__all__ = ["Gold", "Graded", "evaluate", "grade", "plot", "read_gold", "table"]
