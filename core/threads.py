"""How the threads of one sum wait for each other."""

import os


def wait_asleep() -> None:
    """Let threads that have nothing to do sleep at once, instead of turning in circles for a while.

    Has to be called before torch is imported: OpenMP reads the variable when it is loaded. By
    itself it keeps idle threads awake for milliseconds, in case there is more to do. Where another
    program wants the same core, a picture then takes ten times as long and more
    (`docs/performance.md`); asleep they give it away, and a picture alone on its machine takes no
    longer. Who sets the variable knows better.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
