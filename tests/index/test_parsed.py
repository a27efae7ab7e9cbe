"""What was parsed is kept, for as long as the file and the parser stay as they are."""

from pathlib import Path

import pytest

from corpus import Convention
from index.parsed import ParsedStore


def never() -> Convention:
    raise AssertionError("parsed again")


def test_a_convention_is_read_back_as_it_was_parsed(tmp_path: Path, hauts_de_france: Convention) -> None:
    ParsedStore(tmp_path).of("hdf", "1", lambda: hauts_de_france)
    assert ParsedStore(tmp_path).of("hdf", "1", never) == hauts_de_france


def test_another_content_is_parsed_again(tmp_path: Path, hauts_de_france: Convention, grand_est: Convention) -> None:
    store = ParsedStore(tmp_path)
    store.of("one", "1", lambda: hauts_de_france)
    assert store.of("one", "2", lambda: grand_est) is grand_est
    assert ParsedStore(tmp_path).of("one", "2", never) == grand_est


def test_another_parser_parses_again(tmp_path: Path, grand_est: Convention, monkeypatch: pytest.MonkeyPatch) -> None:
    ParsedStore(tmp_path).of("one", "1", lambda: grand_est)
    monkeypatch.setattr("index.parsed.parser_version", lambda: "another")
    with pytest.raises(AssertionError, match="parsed again"):
        ParsedStore(tmp_path).of("one", "1", never)


@pytest.mark.parametrize("content", [b"", b"\x80", b"not a pickle", b"\x80\x04N."], ids=["empty", "cut", "text", "nothing"])
def test_a_damaged_file_is_parsed_again(tmp_path: Path, grand_est: Convention, content: bytes) -> None:
    (tmp_path / "one.pickle").write_bytes(content)
    assert ParsedStore(tmp_path).of("one", "1", lambda: grand_est) is grand_est


def test_a_convention_that_is_gone_is_dropped(tmp_path: Path, grand_est: Convention) -> None:
    store = ParsedStore(tmp_path)
    store.of("one", "1", lambda: grand_est)
    store.keep_only({"two"})
    assert not list(tmp_path.iterdir())
    with pytest.raises(AssertionError, match="parsed again"):
        store.of("one", "1", never)
