"""How Likeness gets to files: token, mirror, proxy, and a try."""

from __future__ import annotations

import time
from functools import partial
from http.client import HTTPException
from urllib.parse import urlsplit
from urllib.request import getproxies

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton

from core.errors import UserError
from core.jobs import JobControl
from core.offline import stays_offline
from core.packs.bundles import COMMITS
from core.packs.fetching import NotAvailable
from core.packs.network import Network, endpoint
from core.packs.tokens import Tokens
from core.told import Told
from gui.failure import Failure
from gui.language import in_language, on_language, said
from gui.packs.models import ModelWork
from gui.packs.view import View
from gui.roles import restyle
from gui.settings_card import SettingsCard
from gui.theme import Theme

_TRIED = "InstantX/InstantID"
_SMALL = "ControlNetModel/config.json"  # 1,376 bytes


class AccessView(View):
    """What is set, and a try. Nothing is sent before its button is pressed."""

    def __init__(self, work: ModelWork, theme: Theme) -> None:
        super().__init__(
            lambda: self.tr("Access"),
            lambda: self.tr(
                "How Likeness reaches files when you fetch models. It makes no other connection."
            ),
        )
        self._work = work
        self._kept: str | None = None  # how the token is kept; None: nobody has looked yet
        self._result: str = ""
        self.body.addWidget(self._make_token())
        self.body.addWidget(self._make_ways())
        self.body.addWidget(self._make_try())
        on_language(self, self._tell)
        self._tell()
        self._look()

    @property
    def host(self) -> str:
        """The hub, or the mirror of it that the environment names."""
        return urlsplit(endpoint()).hostname or ""

    def _make_token(self) -> SettingsCard:
        card = SettingsCard(lambda: self.tr("Access token"))
        self.about, self.field = QLabel(), QLineEdit()
        self.save, self.forget, self.state = QPushButton(), QPushButton(), QLabel()
        for label in (self.about, self.state):
            label.setWordWrap(True)
        self.state.setProperty("role", "small")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMaxLength(500)
        said(
            self.field,
            name=lambda: self.tr("Access token"),
            placeholder=lambda: self.tr("hf_…"),
        )
        said(self.save, text=lambda: self.tr("Keep"), name=lambda: self.tr("Keep the token"))
        said(self.forget, text=lambda: self.tr("Forget"), name=lambda: self.tr("Forget the token"))
        self.save.clicked.connect(self._save)
        self.field.returnPressed.connect(self._save)
        self.forget.clicked.connect(self._forget)
        self.field.textChanged.connect(self._tell)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.save)
        row.addWidget(self.forget)
        card.body.addWidget(self.about)
        card.body.addLayout(row)
        card.body.addWidget(self.state)
        return card

    def _make_ways(self) -> SettingsCard:
        card = SettingsCard(lambda: self.tr("Mirror and proxy"))
        self.mirror, self.proxy, self.lock = QLabel(), QLabel(), QLabel()
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (label, value) in enumerate(
            (
                (lambda: self.tr("Source"), self.mirror),
                (lambda: self.tr("Proxy"), self.proxy),
                (lambda: self.tr("Offline"), self.lock),
            )
        ):
            title = QLabel()
            said(title, text=label)
            value.setWordWrap(True)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        self.ways = QLabel()
        self.ways.setWordWrap(True)
        self.ways.setProperty("role", "small")
        card.body.addLayout(grid)
        card.body.addWidget(self.ways)
        return card

    def _make_try(self) -> SettingsCard:
        card = SettingsCard(lambda: self.tr("Try it"))
        self.trying, self.result = QPushButton(), QLabel()
        self.result.setWordWrap(True)
        self.result.setTextFormat(Qt.TextFormat.PlainText)
        said(
            self.trying,
            text=lambda: self.tr("Try"),
            name=lambda: self.tr("Try the connection"),
        )
        self.trying.clicked.connect(self._try)
        self.wish = QLabel()
        self.wish.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.wish, 1)
        row.addWidget(self.trying, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
        card.body.addWidget(self.result)
        return card

    def _look(self) -> None:
        """How a token is kept: a keyring may take its time."""
        tokens, host = self._work.tokens, self.host
        self._work.background.run(
            lambda: tokens.kept_in(host), self._looked, self._work.refused.emit
        )

    def _looked(self, kept: str) -> None:
        self._kept = kept
        self._tell()

    def _save(self) -> None:
        if token := self.field.text().strip():
            self.field.clear()
            self._keep(token)

    def _forget(self) -> None:
        self._keep("")

    def _keep(self, token: str) -> None:
        self._work.background.run(
            partial(_keep, self._work.tokens, self.host, token),
            self._looked,
            self._work.refused.emit,
        )

    def _try(self) -> None:
        """One small file of the hub, and with a token whether it is known there."""
        self._show_result(Told("Trying…"), "muted")
        self.trying.setEnabled(False)
        task = self._work.looking.run(partial(_reach, self._work.network))
        task.done.connect(self._reached)
        task.failed.connect(self._not_reached)
        task.ended.connect(self._tried)

    def _reached(self, told: Told) -> None:
        self._show_result(told, "good")

    def _not_reached(self, failure: Failure, _: str) -> None:
        self._show_result(Told("{0} {1}", failure.message, failure.hint), "warn")

    def _tried(self) -> None:
        self.trying.setEnabled(True)

    def _show_result(self, told: str, role: str) -> None:
        self._result = told
        restyle(self.result, role)
        self._tell()

    def _tell(self) -> None:
        """Everything in the language of today."""
        self.about.setText(
            self.tr(
                "Some files are only given to people who have agreed to their terms on the "
                "publisher's page. A token from your account there shows that you have. It is sent "
                "to {0} only."
            ).format(self.host)
        )
        self.save.setEnabled(bool(self.field.text().strip()))
        self.forget.setEnabled(self._kept in ("keyring", "run"))
        self.state.setText(self._token_words())
        self.mirror.setText(endpoint())
        proxies = getproxies()
        proxy = urlsplit(proxies.get("https") or proxies.get("all") or "")
        found = f"{proxy.hostname}:{proxy.port}" if proxy.port else proxy.hostname
        self.proxy.setText(found or proxy.path or self.tr("none"))
        self.lock.setText(
            self.tr("Nothing is ever fetched: the variable LIKENESS_OFFLINE is set.")
            if stays_offline()
            else self.tr("Connections are made only while you fetch models.")
        )
        self.ways.setText(
            self.tr(
                "These come from the system: HF_ENDPOINT names a mirror, HTTPS_PROXY a proxy. Set "
                "them before Likeness is started."
            )
        )
        self.wish.setText(self.tr("Asks {0} for one small file.").format(self.host))
        self.result.setText(in_language(self._result))
        self.result.setVisible(bool(self._result))

    def _token_words(self) -> str:
        return {
            None: self.tr("Looking for a token…"),
            "keyring": self.tr("A token is kept in the system's keyring."),
            "run": self.tr(
                "A token is known until Likeness is closed: there is no keyring that could keep it."
            ),
            "environment": self.tr("A token comes from the variable HF_TOKEN."),
            "": self.tr("There is no token. Most files need none."),
        }[self._kept]


def _keep(tokens: Tokens, host: str, token: str) -> str:
    """In a thread."""
    tokens.keep(host, token)
    return tokens.kept_in(host)


def _reach(network: Network, control: JobControl) -> Told:
    """In a thread: what the hub says.

    Raises:
        UserError: if it can't be reached.
    """
    host = urlsplit(endpoint()).hostname or ""
    began = time.monotonic()
    _ask(network, f"{endpoint()}/{_TRIED}/resolve/{COMMITS[_TRIED]}/{_SMALL}", host)
    seconds = time.monotonic() - began
    if network.token(host) is None:
        return Told("{0} answers, after {1:.1f} s.", host, seconds)
    if _ask(network, f"{endpoint()}/api/whoami-v2", host) == 200:
        return Told("{0} answers, after {1:.1f} s, and knows your token.", host, seconds)
    raise UserError(
        Told("{0} answers, but does not know your token.", host), "Make a new one there."
    )


def _ask(network: Network, url: str, host: str) -> int:
    """The status of an answer."""
    try:
        answer = network.get(url, {"Range": "bytes=0-0"})
    except (OSError, HTTPException) as error:
        raise NotAvailable(Told("{0} can't be reached.", host)) from error
    answer.close()
    return answer.status
