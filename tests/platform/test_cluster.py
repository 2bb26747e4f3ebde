"""The embedded server, with real processes and signals, in a cluster of each test's own."""

import os
import signal
import time
from pathlib import Path

import psycopg
import pytest
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from newsroom.lib.postgres.client import DatabaseClient
from newsroom.lib.postgres.cluster import Cluster, cluster_at
from newsroom.lib.postgres.errors import PostgresError
from newsroom.lib.postgres.postmaster import SOCKET_PATH_BYTES, answering_socket, is_fit_for_socket
from newsroom.lib.postgres.server import describe_failure
from tests.platform.conftest import Client, is_serving, postmaster


def test_two_processes_at_once_start_one_server(empty_home: Path) -> None:
    clients = [Client(empty_home), Client(empty_home)]
    for client in clients:
        client.ask()
    assert all(client.is_served() for client in clients)
    assert (empty_home / "log").read_text().count("starting PostgreSQL") == 1
    for client in clients:
        client.leave()


def test_server_stops_after_the_last_of_its_processes(home: Path) -> None:
    first, last = Client(home), Client(home)
    for client in (first, last):
        client.ask()
        assert client.is_served()
    first.leave()
    assert is_serving(home)
    last.leave()
    assert not is_serving(home)


def test_server_outlives_a_killed_process_and_stops_after_the_next(home: Path) -> None:
    killed = Client(home)
    killed.ask()
    assert killed.is_served()
    killed.kill()
    assert is_serving(home)
    started = postmaster(home)
    client = Client(home)
    client.ask()
    assert client.is_served()
    assert postmaster(home) == started
    client.leave()
    assert not is_serving(home)


def test_forked_child_that_ends_leaves_the_server_to_its_parent(home: Path) -> None:
    client = Client(home)
    client.ask("fork")
    assert client.is_served()
    assert is_serving(home)
    client.leave()
    assert not is_serving(home)


def test_killed_postmaster_is_replaced(home: Path) -> None:
    client = Client(home)
    client.ask()
    assert client.is_served()
    killed = postmaster(home)
    os.kill(killed, signal.SIGKILL)
    while answering_socket(home / "data"):
        time.sleep(0.01)
    client.ask()
    assert client.is_served()
    assert postmaster(home) != killed
    client.leave()


def test_stale_process_number_of_somebody_else_is_no_obstacle(home: Path) -> None:
    client = Client(home)
    client.ask()
    assert client.is_served()
    os.kill(postmaster(home), signal.SIGKILL)
    client.kill()
    while is_serving(home):
        time.sleep(0.01)
    stale = home / "data" / "postmaster.pid"
    stale.write_text(stale.read_text().replace(str(postmaster(home)), str(os.getpid()), 1))
    client = Client(home)
    client.ask()
    assert client.is_served()
    client.leave()


@pytest.mark.parametrize("whom", ["backend", "postmaster"])
def test_next_connection_succeeds_after_a_process_is_killed(
    home: Path, whom: str, django_db_blocker: DjangoDbBlocker
) -> None:
    connection = ConnectionHandler({"default": database(home)})["default"]
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (backend,) = cursor.fetchone()
        os.kill(backend if whom == "backend" else postmaster(home), signal.SIGKILL)
        connection.close()
        # Until it knows, the postmaster accepts connections that it then ends.
        while whom == "backend" and "signal 9" not in (home / "log").read_text():
            time.sleep(0.01)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        connection.close()
    cluster_at(home, is_durable=False).release()


def database(home: Path) -> dict[str, object]:
    cluster = {"home": home, "is_durable": False}
    named = {"NAME": "newsroom", "USER": "postgres", "PORT": "5432"}
    return {"ENGINE": "newsroom.lib.postgres", **named, "CLUSTER": cluster}


def test_test_cluster_does_not_wait_for_the_disk(empty_home: Path) -> None:
    cluster = Cluster(empty_home, is_durable=False)
    with psycopg.connect(
        host=str(cluster.ensure_running()), user="postgres", dbname="newsroom"
    ) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("off",)
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    cluster.release()


def test_data_of_another_version_is_refused_in_words(empty_home: Path) -> None:
    cluster = Cluster(empty_home, is_durable=False)
    cluster.ensure_running()
    cluster.release()
    (empty_home / "data" / "PG_VERSION").write_text("15\n")
    with pytest.raises(PostgresError, match=r"is of PostgreSQL 15, .* PostgreSQL 18\b.*pg_dump"):
        cluster.ensure_running()
    cluster.release()


def test_server_that_cannot_start_says_the_end_of_its_log(empty_home: Path) -> None:
    cluster = Cluster(empty_home, is_durable=False)
    cluster.ensure_running()
    cluster.release()
    with (empty_home / "data" / "postgresql.conf").open("a") as configuration:
        configuration.write("shared_buffers = nonsense\n")
    with pytest.raises(PostgresError, match=r"did not start(.|\n)*shared_buffers"):
        cluster.ensure_running()
    cluster.release()


def test_lost_link_to_the_data_is_no_silent_new_start(empty_home: Path) -> None:
    (empty_home / "moved").symlink_to(empty_home / "nowhere")
    with pytest.raises(PostgresError, match="which is gone"):
        Cluster(empty_home / "moved").ensure_running()


@pytest.mark.parametrize(
    ("folder", "is_fit"),
    [
        ("/srv/a", True),
        ("/" + "a" * (SOCKET_PATH_BYTES - len("//.s.PGSQL.5432")), True),
        ("/" + "a" * (SOCKET_PATH_BYTES - len("/.s.PGSQL.5432")), False),
        ("/" + "é" * 60, False),
        ("/srv/a,b", False),
        ("/srv/a b", False),
    ],
)
def test_socket_goes_only_where_its_path_fits(folder: str, is_fit: bool) -> None:
    assert is_fit_for_socket(Path(folder)) is is_fit


def test_shell_of_the_database_uses_the_embedded_server(home: Path) -> None:
    command, _ = DatabaseClient.settings_to_cmd_args_env(database(home) | {"OPTIONS": {}}, [])
    assert command[0].endswith("psql")
    assert str(home / "socket") in command
    cluster_at(home, is_durable=False).release()


@pytest.mark.parametrize("said", ["No space left on device", "HINT:  Check free disk space."])
def test_full_disk_is_named(said: str) -> None:
    assert describe_failure("initdb failed.", said).startswith("initdb failed. The disk is full.")
