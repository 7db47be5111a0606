"""The line below: device, memory, pack, licence, and that nothing leaves this computer."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStatusBar, QWidget

from core.packs import Manifest
from core.picture import Picture
from core.portrait import Portrait
from gui.engine_memory import EngineMemory
from gui.icons import icon
from gui.language import as_tip, in_language, listed, on_language
from gui.theme import Theme
from gui.worker import Worker

_MEGABYTE = 1 << 20


class StatusBar(QStatusBar):
    """Each part has a sign, words and a tooltip that says what they mean."""

    def __init__(
        self,
        theme: Theme,
        manifest: Manifest,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._manifest = theme, manifest
        self._device: str | None = None  # of torch; empty: the engine can't start
        self._resting = False
        self._checked = 1.0  # the share of the pack that was compared with its fingerprints
        self._bytes: tuple[int, int] | None = None  # of the window, of the engine
        self._plan = ""  # how the models of the last picture lay in memory
        self._signs: list[tuple[QLabel, str]] = []
        self.engine_state, self.memory = QLabel(), QLabel()
        self._hosts: tuple[str, ...] = ()  # that are connected to
        self.pack_name, self.licence, self.offline = QPushButton(), QLabel(), QLabel()
        self.pack_name.setProperty("role", "status")
        self.setSizeGripEnabled(False)
        self.setContentsMargins(16, 0, 16, 0)
        for name, label in (
            ("chip", self.engine_state),
            ("memory", self.memory),
            ("box", self.pack_name),
            ("licence", self.licence),
        ):
            self.addWidget(self._with_sign(name, label))
        self.addPermanentWidget(self._with_sign("shield", self.offline))
        on_language(self, self._say)
        self._say()
        theme.changed.connect(self._paint_signs)
        self._paint_signs()

    def show_device(self, device: str) -> None:
        """The engine has loaded on this device of torch; empty: it can't be started."""
        self._device, self._resting = device, False
        self._say()

    def follow(self, worker: Worker, memory: EngineMemory) -> None:
        """Tell how the engine is, from now on."""
        worker.ready.connect(self.show_device)
        worker.starting.connect(self.show_start)
        worker.checking.connect(self.show_check)
        worker.pictured.connect(self.show_plan)
        memory.freed.connect(self.show_rest)
        memory.measured.connect(self.show_memory)

    def show_start(self) -> None:
        """The engine is starting."""
        self._device, self._resting, self._checked = None, False, 1.0
        self._say()

    def show_check(self, share: float) -> None:
        """The engine is starting, and has compared so much of its pack with the fingerprints."""
        self._device, self._resting, self._checked = None, False, share
        self._say()

    def show_rest(self) -> None:
        """The engine has given its memory back until there is work."""
        self._resting = True
        self._say()

    def show_memory(self, window: int, engine: int) -> None:
        """Bytes that both take now."""
        self._bytes = (window, engine)
        self._say()

    def show_plan(self, _: int, __: Picture, portrait: Portrait) -> None:
        """How the models of this picture lay in memory."""
        self._plan = portrait.memory or ""
        self._say()

    def show_hosts(self, hosts: tuple[str, ...]) -> None:
        """Models are fetched from these computers; empty: no connection is made."""
        self._hosts = hosts
        self._say()

    def _say(self) -> None:
        """Tell everything in the language of today."""
        pack = self._manifest
        licences = listed(licence.name for licence in pack.licences)
        terms = "\n".join(
            f"{licence.name}: {in_language(licence.covers)}" for licence in pack.licences
        )
        drawn = self.tr("Where pictures are drawn.")
        if self._resting:
            drawn = self.tr("Its memory is free. It starts by itself with the next picture.")
        lock = self.tr("Offline: nothing leaves this computer")
        quiet = self.tr(
            "Likeness makes a connection only while you fetch models, and tells every library not "
            "to make any."
        )
        if self._hosts:
            lock = self.tr("Fetching models from {0}").format(listed(self._hosts))
            quiet = self.tr("Only your wish for these files is sent. It ends with the download.")
        title = self.tr("Pack: {0}").format(in_language(pack.title))
        _tell(self.engine_state, self.tr("Engine"), self._engine_words(), drawn)
        _tell(self.memory, self.tr("Memory"), self._memory_words(), self._memory_help())
        about = in_language(pack.description)
        _tell(self.pack_name, self.tr("Pack"), title, f"{about}\n{self.tr('Open the models')}")
        _tell(self.licence, self.tr("Licences of the models"), licences, terms)
        _tell(self.offline, self.tr("Privacy"), lock, quiet)

    def _engine_words(self) -> str:
        if self._resting:
            return self.tr("Engine at rest")
        if self._device is None and self._checked < 1:
            return self.tr("Checking the pack: {0} %").format(int(100 * self._checked))
        if self._device is None:
            return self.tr("Engine starting…")
        if not self._device:
            return self.tr("Engine can't start")
        return self.tr("Engine ready on {0}").format(spoken_device(self._device))

    def _memory_words(self) -> str:
        return "…" if self._bytes is None else spoken_size(sum(self._bytes))

    def _memory_help(self) -> str:
        taken = self.tr("What this window and the engine take now.")
        if self._bytes is None:
            return taken
        parts = self.tr("Window: {0}. Engine: {1}.").format(*map(spoken_size, self._bytes))
        plan = f"\n{in_language(self._plan)}" if self._plan else ""
        return f"{taken}\n{parts}{plan}"

    def _with_sign(self, name: str, label: QLabel | QPushButton) -> QWidget:
        if isinstance(label, QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)  # a pack may bring any words along
        sign = QLabel()
        self._signs.append((sign, name))
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 4, 16, 4)
        row.setSpacing(6)
        row.addWidget(sign)
        row.addWidget(label)
        return pair

    def _paint_signs(self) -> None:
        for sign, name in self._signs:
            sign.setPixmap(icon(name, self._theme.color("muted")).pixmap(QSize(16, 16)))


def _tell(label: QLabel | QPushButton, what: str, words: str, help_text: str) -> None:
    label.setText(words.replace("&", "&&") if isinstance(label, QPushButton) else words)
    label.setAccessibleName(f"{what}: {words}")
    label.setToolTip(as_tip(help_text))


def spoken_device(device: str) -> str:
    """The name of a torch device such as `cuda:0` as people say it."""
    kind, _, number = device.partition(":")
    name = {"cpu": "CPU", "cuda": "GPU", "mps": "GPU", "xpu": "GPU"}.get(kind, kind)
    return f"{name} {number}" if number.strip("0") else name


def spoken_size(size: int) -> str:
    """A number of bytes as people say it."""
    megabytes = size / _MEGABYTE
    return f"{round(megabytes, -1):.0f} MB" if megabytes < 1000 else f"{megabytes / 1024:.1f} GB"
