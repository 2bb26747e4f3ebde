"""The tests.

A folder has the name of the folder of the code that it tests: `tests/workflow` tests
`articles/workflow`; `desk` tests `articles/admin` and `site` tests `articles/views`; `audit` and
`platform` test `newsroom`. `constraints` breaks each rule of the database, `concurrency` lets
several write at once, `browser` shows what only a browser can, `javascript` runs the editor's
modules in Node, `data` has the cases that Python and JavaScript read. What concerns every part is
here: `test_visibility.py` (who sees what) and `test_ways_in.py` (each way by which a tag comes in).

`factories.py` makes articles, people and users by the site's own services, `clients.py` signs them
in, `conftest.py` has the database. `benchmarks` measures, and is not run as tests.

A test waits for what it expects, however long that takes, and counts the processor's time
(`timing.py`): it must not fail on a busy machine.
"""
