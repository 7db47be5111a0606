"""A camera that goes wrong as it is told to."""

import threading
import time

import numpy as np

from core.camera import trouble

NAME = "HD Webcam"
FAULTS = {
    "busy": f"{NAME} can't be opened: another program may be using it.",
    "gone": f"{NAME} was disconnected.",
    "hangs while opening": f"{NAME} does not answer.",
    "hangs": f"{NAME} does not answer.",
    "black": f"{NAME} sends nothing but black.",
    "frozen": f"{NAME} sends the same picture again and again.",
    "breaks": f"{NAME} can't be used.",
}
GOOD = 5  # frames before something goes wrong
RATE = 30.0


class Faulty:
    """Gives noise, and then what its fault is; a hung call ends when `let_go` is set."""

    name, live = NAME, True

    def __init__(self, fault: str) -> None:
        self.fault = fault
        self.number = -1
        self.reads = 0
        self.asked: float | None = None  # when it was opened
        self.closed = False
        self.let_go = threading.Event()
        self._noise = np.random.default_rng(1)

    def open(self) -> None:
        self.asked = time.monotonic()
        if self.fault == "busy":
            raise trouble.busy(self.name)
        if self.fault == "hangs while opening":
            self.let_go.wait()

    def read(self) -> np.ndarray:
        self.reads += 1
        time.sleep(1 / RATE)
        self.number += 1
        if self.number > GOOD:
            match self.fault:
                case "gone":
                    raise trouble.gone(self.name)
                case "breaks":
                    raise RuntimeError("a bug in a driver")
                case "hangs":
                    self.let_go.wait()
                case "black":
                    return np.zeros((48, 64, 3), np.uint8)
                case "frozen":
                    return np.full((48, 64, 3), 120, np.uint8)
                case _:
                    pass
        return self._noise.integers(60, 200, (48, 64, 3)).astype(np.uint8)

    def close(self) -> None:
        self.closed = True
