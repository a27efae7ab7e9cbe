"""A sentence-transformers input module that runs a BERT-like ONNX graph with onnxruntime."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import onnxruntime
import torch
from sentence_transformers.base.modules import InputModule
from transformers import AutoTokenizer


class OnnxTransformer(InputModule):
    """Token embeddings from `graph`, with the tokenizer of `folder`.

    Args:
        folder: a sentence-transformers folder, for its tokenizer and its longest input.
        graph: an ONNX graph with inputs `input_ids`, `attention_mask` (n, tokens) int64 and one output
            (n, tokens, dimension) float32.
        threads: how many threads one inference takes.
    """

    def __init__(self, folder: Path, graph: Path, threads: int = 2) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.tokenizer: Any = AutoTokenizer.from_pretrained(folder)
        self.max_seq_length = int(self.tokenizer.model_max_length)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # a thread that goes on spinning takes a core from whatever runs next: a quarter of an answer's time
        options.add_session_config_entry("session.force_spinning_stop", "1")
        self._session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **kwargs: Any) -> dict[str, torch.Tensor]:
        """Tokenises texts, after the prompt, cut at `max_seq_length` tokens: two (n, tokens) int64 tensors."""
        return self._tokenised([(prompt or "") + text for text in inputs], truncation=True)

    def pairs(self, inputs: Sequence[tuple[str, str]]) -> dict[str, torch.Tensor]:
        """Tokenises pairs of texts, the second one cut so that both fit in `max_seq_length` tokens."""
        firsts, seconds = zip(*inputs, strict=True)
        return self._tokenised(list(firsts), list(seconds), truncation="only_second")

    def _tokenised(self, *texts: list[str], truncation: bool | str) -> dict[str, torch.Tensor]:
        tokens = self.tokenizer(*texts, padding=True, truncation=truncation, max_length=self.max_seq_length, return_tensors="pt")
        return {"input_ids": tokens["input_ids"], "attention_mask": tokens["attention_mask"]}

    def forward(self, features: dict[str, torch.Tensor], **kwargs: Any) -> dict[str, torch.Tensor]:
        """Adds `token_embeddings` (n, tokens, dimension) float32."""
        inputs = {name: features[name].numpy() for name in ("input_ids", "attention_mask")}
        (embeddings,) = self._session.run(None, inputs)
        return features | {"token_embeddings": torch.from_numpy(embeddings)}

    def get_embedding_dimension(self) -> int:
        return int(self._session.get_outputs()[0].shape[-1])

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Saves the tokenizer; the graph stays where it is."""
        self.tokenizer.save_pretrained(output_path)
