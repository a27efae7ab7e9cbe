"""What training changed is kept in little room, and put back."""

from pathlib import Path

import numpy as np

from index.adapter import adapted, write_adapter


def test_a_change_of_low_rank_comes_back_whole_and_the_rest_is_untouched(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    before = {"matrix": random.normal(size=(40, 30)), "vector": random.normal(size=40), "same": random.normal(size=(5, 5))}
    thin = random.normal(size=(40, 2)) @ random.normal(size=(2, 30))
    after = {"matrix": before["matrix"] + thin, "vector": before["vector"] + 1}
    write_adapter(tmp_path / "adapter.safetensors", before, after, rank=4)
    found = adapted(before, tmp_path / "adapter.safetensors")
    assert np.abs(found["matrix"] - after["matrix"]).max() < 0.01
    assert np.abs(found["vector"] - after["vector"]).max() < 0.01
    assert (found["same"] == before["same"].astype(np.float32)).all()


def test_a_change_of_full_rank_is_brought_nearer_by_a_higher_rank(tmp_path: Path) -> None:
    random = np.random.default_rng(2)
    before, after = {"matrix": np.zeros((40, 30))}, {"matrix": random.normal(size=(40, 30))}
    distances = []
    for rank in (1, 8, 30):
        write_adapter(tmp_path / "adapter.safetensors", before, after, rank)
        distances.append(np.abs(adapted(before, tmp_path / "adapter.safetensors")["matrix"] - after["matrix"]).mean())
    assert distances[0] > distances[1] > distances[2]
    assert distances[2] < 0.01
