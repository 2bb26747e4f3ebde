from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from newsroom.lib.secret_key import load_secret


def test_secret_is_long_random_and_for_its_owner_only(tmp_path: Path) -> None:
    secret = load_secret(tmp_path / "var" / "secret-key")
    assert len(secret) > 50
    assert secret != load_secret(tmp_path / "other")
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_secret_is_kept(tmp_path: Path) -> None:
    assert load_secret(tmp_path / "key") == load_secret(tmp_path / "key")


def test_those_who_ask_at_once_get_the_same_secret(tmp_path: Path) -> None:
    barrier = Barrier(8)

    def ask(_number: int) -> str:
        barrier.wait()
        return load_secret(tmp_path / "key")

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(8)))) == 1
