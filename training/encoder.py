"""The embedded model as PyTorch has it, and how it is made to learn."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

from training.lessons import Lesson

Weights = dict[str, np.ndarray[Any, Any]]  # by name

WARM_UP, CLIPPED = 0.1, 1.0
MICRO_BATCH, ROUNDED = 16, 32  # texts encoded together, of much the same length: few shapes, compiled once each

os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "8192")  # batches come in many lengths


class Encoder(torch.nn.Module):
    """The model of a folder, without dropout; its vocabulary does not learn."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.tokenizer: Any = AutoTokenizer.from_pretrained(folder)
        self.bert: Any = AutoModel.from_pretrained(
            folder,
            attn_implementation="eager",
            add_pooling_layer=False,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.bert.embeddings.requires_grad_(False)

    def forward(self, tokens: Sequence[Sequence[int]]) -> torch.Tensor:
        """(n, dimension): the mean of the last states of each text's tokens."""
        return self.by_parts(tokens, lambda states, mask, _: (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True))

    def by_parts(
        self, tokens: Sequence[Sequence[int]], told: Callable[[torch.Tensor, torch.Tensor, Sequence[int]], torch.Tensor]
    ) -> torch.Tensor:
        """(n, …): what `told` makes of the last states (texts, tokens, dimension) of some texts, of their mask and of which they are."""
        order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
        rows = [order[at : at + MICRO_BATCH] for at in range(0, len(order), MICRO_BATCH)]
        parts = [told(*self._states([tokens[i] for i in some]), some) for some in rows]
        places = torch.empty(len(order), dtype=torch.long)
        places[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(parts)[places]

    def _states(self, tokens: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
        length = -(-max(map(len, tokens)) // ROUNDED) * ROUNDED
        ids = torch.full((len(tokens), length), int(self.tokenizer.pad_token_id))
        for row, its in enumerate(tokens):
            ids[row, : len(its)] = torch.tensor(its)
        mask = (ids != self.tokenizer.pad_token_id).long()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states: torch.Tensor = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        return states, mask

    def weights(self) -> Weights:
        """A copy of what learns, by name."""
        return {name: weight.detach().clone().numpy() for name, weight in self.bert.named_parameters() if weight.requires_grad}


def averaged(parts: Sequence[tuple[float, Weights]]) -> Weights:
    """The weights of several models, each counted for its share; what each learnt by heart fades, what all learnt stays.

    >>> averaged([(0.25, {"w": np.array([4.0])}), (0.75, {"w": np.array([0.0])})])
    {'w': array([1.])}
    """
    return {name: np.sum([share * weights[name] for share, weights in parts], axis=0) for name in parts[0][1]}


def learn(
    groups: Sequence[dict[str, Any]], batches: Sequence[Sequence[Lesson]], loss_of: Callable[[Sequence[Lesson]], torch.Tensor]
) -> None:
    """One step of AdamW a batch; the rate of each group of parameters rises, then falls to nothing."""
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / (steps * WARM_UP), 1.02 - step / steps)
    )
    for step, batch in enumerate(batches):
        loss = loss_of(batch)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_([p for group in groups for p in group["params"]], CLIPPED)
        optimizer.step()
        schedule.step()
        if step % 20 == 0:
            print(f"{step}/{steps} loss {loss.item():.3f}", flush=True)
