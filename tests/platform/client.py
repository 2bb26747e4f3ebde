"""A process that uses a cluster until its input ends: `python -m tests.platform.client HOME`.

For each line of input it asks for the server again, and says "ready" when it has it; for the
line "fork", a forked child does so first, and ends as a process does that ends by itself.
"""

import os
import sys
from pathlib import Path

from newsroom.lib.postgres.cluster import cluster_at


def main() -> None:
    cluster = cluster_at(Path(sys.argv[1]), is_durable=False)
    for line in sys.stdin:
        if line == "fork\n":
            if os.fork() == 0:
                cluster.ensure_running()
                sys.exit(0)
            os.wait()
        cluster.ensure_running()
        sys.stdout.write("ready\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
