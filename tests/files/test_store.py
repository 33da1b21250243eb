"""Contents are stored by what they are, whole or not at all."""

import hashlib
import io
import os
import threading

import pytest

from app.files.store import FileDamaged, FileMissing, FileStore

DATA = "Báo cáo của Sở Công Thương".encode()
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def store(tmp_path) -> FileStore:
    return FileStore(tmp_path / "files")


def files_of(store: FileStore) -> list[str]:
    return sorted(str(path.relative_to(store.root)) for path in store.root.rglob("*") if path.is_file())


def test_what_was_put_can_be_read_back(store):
    stored = store.put(DATA)
    assert (stored.sha256, stored.size) == (DIGEST, len(DATA))
    with store.open(stored.sha256) as content:
        assert content.read() == DATA


def test_a_stream_is_stored_from_where_it_stands(store):
    stream = io.BytesIO(b"xx" + DATA)
    stream.seek(2)
    assert store.put(stream).sha256 == DIGEST


def test_equal_contents_are_stored_once_in_two_levels_of_folders(store):
    store.put(DATA)
    store.put(DATA)
    assert files_of(store) == [f"{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}"]


def test_putting_at_the_same_moment_stores_one_file(store):
    workers = [threading.Thread(target=store.put, args=(DATA,)) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert files_of(store) == [f"{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}"]


def test_a_stream_that_breaks_leaves_nothing(store):
    class Broken(io.BytesIO):
        def read(self, *_):
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.put(Broken())
    assert files_of(store) == []


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_nothing(store, monkeypatch, step):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(OSError, match="No space"):
        store.put(DATA)
    assert files_of(store) == []


def test_the_bytes_are_on_disk_before_they_get_their_name(store, monkeypatch):
    steps = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *args, real=real, name=name: (steps.append(name), real(*args))[1])
    store.put(DATA)
    assert steps[:2] == ["fsync", "replace"]
    assert steps.count("fsync") >= 2  # and the folder entry after it


@pytest.mark.parametrize(
    "address",
    ["", "../../etc/passwd", "/etc/passwd", DIGEST.upper(), DIGEST[:-1], DIGEST + "\n", "a" * 63 + "/"],
)
def test_an_address_is_never_a_path(store, address):
    store.put(DATA)
    with pytest.raises(FileMissing):
        store.open(address)
    with pytest.raises(FileMissing):
        store.exists(address)


def test_existence_is_told(store):
    assert not store.exists(DIGEST)
    store.put(DATA)
    assert store.exists(DIGEST)


def test_a_missing_file_is_named(store):
    with pytest.raises(FileMissing, match=DIGEST):
        store.open(DIGEST)


def test_damage_is_noticed_and_mended_by_storing_again(store):
    store.put(DATA)
    path = store.root / DIGEST[:2] / DIGEST[2:4] / DIGEST
    path.chmod(0o640)
    path.write_bytes(b"damaged")
    with pytest.raises(FileDamaged):
        store.verify(DIGEST)
    store.put(DATA)
    store.verify(DIGEST)


def test_stored_files_are_not_executable_or_writable(store):
    store.put(DATA)
    mode = (store.root / DIGEST[:2] / DIGEST[2:4] / DIGEST).stat().st_mode & 0o777
    assert mode == 0o440


def test_the_addresses_can_be_listed(store):
    expected = sorted(store.put(bytes([n])).sha256 for n in range(5))
    (store.root / "incoming" / "left-by-a-crash").write_bytes(b"half")
    assert list(store.digests()) == expected
