"""The embedded cross-encoder: the embedded model as it was taught to read a question and a clause together."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from safetensors.numpy import load_file

from index.onnx_transformer import OnnxTransformer
from index.repack import ONNX_GRAPH, PROMPTS

MAX_TOKENS = 192  # of a question and a clause together; a longer clause is read as far as that
_BATCH_PAIRS = 2  # of much the same length: little padding


class EmbeddedCrossEncoder:
    """Predicts as a CrossEncoder of sentence-transformers does, with the graph of `folder` and the last layer that `adapter` holds.

    The layer says of each token of the clause how much it stands in words that answer; the sum of their odds is the clause's. Both come from
    `training/cross_encoder.py`.
    """

    def __init__(self, folder: Path, adapter: Path) -> None:
        self._transformer = OnnxTransformer(folder, folder / ONNX_GRAPH)
        self._transformer.max_seq_length = MAX_TOKENS
        head = load_file(adapter)
        self._weight, self._bias = head["head.weight"].astype(np.float32)[0], float(head["head.bias"][0])
        tokenizer = self._transformer.tokenizer
        self._separator = int(tokenizer.sep_token_id)
        self._prompt = len(tokenizer(PROMPTS["passage"].strip(), add_special_tokens=False)["input_ids"])
        self._lock = Lock()  # a fast tokenizer refuses two threads at once

    def predict(self, inputs: list[tuple[str, str]], **_: Any) -> list[float]:
        """(n,): log-odds."""
        order = sorted(range(len(inputs)), key=lambda position: len("".join(inputs[position])))
        scores = [0.0] * len(inputs)
        with self._lock:
            for at in range(0, len(order), _BATCH_PAIRS):
                batch = order[at : at + _BATCH_PAIRS]
                for position, score in zip(batch, self._scores([inputs[p] for p in batch]), strict=True):
                    scores[position] = float(score)
        return scores

    def _scores(self, pairs: Sequence[tuple[str, str]]) -> Any:
        tokens = self._transformer.pairs([(PROMPTS["query"] + question, PROMPTS["passage"] + text) for question, text in pairs])
        words = self._transformer(tokens)["token_embeddings"].numpy() @ self._weight + self._bias
        return np.logaddexp.reduce(np.where(self._of_clause(tokens), words, -np.inf), axis=1)

    def _of_clause(self, tokens: dict[str, Any]) -> Any:
        """(n, tokens): whether a token is one of the clause's: after the pair of separators, which no "</s>" of a text makes alone, and the
        prompt; and no separator."""
        is_separator = tokens["input_ids"].numpy() == self._separator
        after = np.cumsum(is_separator & np.roll(is_separator, 1, axis=1), axis=1) > 0
        return after & (np.cumsum(after, axis=1) > 1 + self._prompt) & ~is_separator & (tokens["attention_mask"].numpy() == 1)
