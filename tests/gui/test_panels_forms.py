"""Widgets that come from the fields of the recipe."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.recipe import Identity, ImagePrompt, Lora, Recipe, Sampling
from gui.draft import Draft
from gui.forms.fields import (
    CheckField,
    ChoiceField,
    Field,
    NumberField,
    SliderField,
    WindowField,
    make_field,
)
from gui.forms.spec import Spec
from gui.theme import Theme
from tests.gui.events import LEFT, drag, turn_wheel

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
A = "a" * 64


@pytest.fixture
def draft(qtbot: QtBot) -> Draft:
    return Draft(Recipe(identities=(Identity(references=(A,)),)))


def shown(qtbot: QtBot, draft: Draft, field: Field, path: str) -> Any:
    """The field in a window of its own, beside something else that can have the focus."""
    page = QWidget()
    page.other = QWidget(page, focusPolicy=Qt.FocusPolicy.StrongFocus)  # type: ignore[attr-defined]
    field.setParent(page)
    field.setGeometry(0, 0, 300, 60)
    qtbot.addWidget(page)
    field.follow(draft, path)
    page.resize(300, 80)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.other.setFocus()
    field.page = page  # type: ignore[attr-defined]
    return field


@pytest.mark.parametrize(
    ("model", "name", "kind"),
    [
        (Identity, "likeness", SliderField),
        (Identity, "window", WindowField),
        (ImagePrompt, "layers", ChoiceField),
        (Sampling, "steps", SliderField),
        (Sampling, "guidance", SliderField),
        (Sampling, "width", NumberField),
        (Sampling, "seed", NumberField),
        (Sampling, "scheduler", ChoiceField),
        (Sampling, "guess_mode", CheckField),
        (Lora, "weight", SliderField),
    ],
)
def test_each_field_gets_its_widget(
    qtbot: QtBot, theme: Theme, model: type, name: str, kind: type
) -> None:
    field = make_field(model, name)
    qtbot.addWidget(field)
    declared = model.model_fields[name]

    assert type(field) is kind
    assert field.value() == declared.default
    assert field.label.text() == declared.title
    for control in field.controls:
        assert declared.title in control.accessibleName()
        assert declared.description in control.toolTip().replace("\n", " ")
        assert control.accessibleDescription() == declared.description


def test_choices_have_names_for_people(theme: Theme, qtbot: QtBot) -> None:
    spec = Spec.of(Sampling, "scheduler", "unipc")
    assert dict(spec.choices)["dpmpp_2m"] == "DPM++ 2M"
    assert "Usually UniPC" in spec.tooltip()


def test_double_click_on_label_or_slider_resets_to_the_packs_default(
    qtbot: QtBot, theme: Theme, draft: Draft
) -> None:
    field = shown(qtbot, draft, make_field(Sampling, "steps", 33), "sampling.steps")
    for target in (field.label, field.slider):
        draft.update_sampling(steps=5)
        qtbot.mouseClick(target, LEFT)  # the first of the two moves the slider
        qtbot.mouseDClick(target, LEFT)
        assert draft.recipe.sampling.steps == 33
    draft.history.undo()
    assert draft.recipe.sampling.steps == 5


def test_wheel_needs_the_focus(qtbot: QtBot, theme: Theme, draft: Draft) -> None:
    steps = shown(qtbot, draft, make_field(Sampling, "steps"), "sampling.steps")
    scheduler = shown(qtbot, draft, make_field(Sampling, "scheduler"), "sampling.scheduler")
    before = draft.recipe
    for control in (*steps.controls, *scheduler.controls):
        turn_wheel(control)
    assert draft.recipe == before

    steps.page.activateWindow()
    qtbot.waitUntil(steps.page.isActiveWindow)
    steps.slider.setFocus()
    turn_wheel(steps.slider)
    assert draft.recipe.sampling.steps > before.sampling.steps


def test_dragging_a_slider_is_one_step(qtbot: QtBot, theme: Theme, draft: Draft) -> None:
    field = shown(qtbot, draft, make_field(Sampling, "steps", 20), "sampling.steps")
    slider = field.slider
    share = (20 - slider.minimum()) / (slider.maximum() - slider.minimum())
    handle = QPoint(7 + round(share * (slider.width() - 14)), slider.height() // 2)

    drag(slider, handle, *(handle + QPoint(by, 0) for by in (10, 20, 40)))

    assert draft.recipe.sampling.steps > 20
    assert draft.history.stack.count() == 1
    assert draft.history.stack.undoText() == "Steps"
    draft.history.undo()
    assert field.value() == 20


def test_both_handles_of_a_window(qtbot: QtBot, theme: Theme, draft: Draft) -> None:
    field = shown(qtbot, draft, make_field(Identity, "window"), "identities.0.window")
    slider = field.slider
    start, end = (slider.handle(index).toPoint() for index in (0, 1))
    width = end.x() - start.x()

    drag(slider, start, start + QPoint(width // 4, 0), start + QPoint(width // 2, 0))
    drag(slider, end, end - QPoint(width // 4, 0))
    assert draft.value("identities.0.window") == (0.5, 0.75)
    assert field.said.text() == "50–75 %"
    assert draft.history.stack.count() == 2

    drag(slider, slider.handle(0).toPoint(), end)  # never beyond the other
    assert draft.value("identities.0.window") == (0.74, 0.75)
    qtbot.mouseDClick(slider, LEFT)
    assert draft.value("identities.0.window") == (0.0, 1.0)


def test_window_by_keyboard(qtbot: QtBot, theme: Theme, draft: Draft) -> None:
    field = shown(qtbot, draft, make_field(Identity, "window"), "identities.0.window")
    field.slider.setFocus()
    qtbot.keyClick(field.slider, Key.Key_Right)
    qtbot.keyClick(field.slider, Key.Key_PageUp)
    qtbot.keyClick(field.slider, Key.Key_Left)
    qtbot.keyClick(field.slider, Key.Key_Left)
    assert draft.value("identities.0.window") == (0.05, 0.9)
    assert "5–90 %" in field.slider.accessibleName()


def test_choice_and_check_by_keyboard(qtbot: QtBot, theme: Theme, draft: Draft) -> None:
    scheduler = shown(qtbot, draft, make_field(Sampling, "scheduler"), "sampling.scheduler")
    scheduler.combo.setFocus()
    qtbot.keyClick(scheduler.combo, Key.Key_Down)
    assert draft.recipe.sampling.scheduler == "euler_ancestral"

    guess = shown(qtbot, draft, make_field(Sampling, "guess_mode"), "sampling.guess_mode")
    guess.box.setFocus()
    qtbot.keyClick(guess.box, Key.Key_Space)
    assert draft.recipe.sampling.guess_mode
    draft.history.undo()
    assert not guess.value()


def test_number_is_typed_and_only_what_is_typed_is_undone_in_it(
    qtbot: QtBot, theme: Theme, draft: Draft
) -> None:
    field = shown(qtbot, draft, make_field(Sampling, "steps", 20), "sampling.steps")
    field.box.setFocus()
    field.box.selectAll()
    qtbot.keyClicks(field.box, "42")
    assert draft.recipe.sampling.steps == 20  # not yet
    qtbot.keyClick(field.box, Key.Key_Z, CONTROL)
    assert field.box.text() == "20"
    field.box.selectAll()
    qtbot.keyClicks(field.box, "7")
    qtbot.keyClick(field.box, Key.Key_Return)
    assert draft.recipe.sampling.steps == 7


def test_field_of_a_missing_part_is_disabled_at_its_default(
    qtbot: QtBot, theme: Theme, draft: Draft
) -> None:
    field = shown(qtbot, draft, make_field(Identity, "likeness", 0.4), "identities.0.likeness")
    assert field.isEnabled()
    draft.update(identities=())
    assert not field.isEnabled()
    assert field.value() == 0.4


def test_forbidden_field_says_why(qtbot: QtBot, theme: Theme, draft: Draft) -> None:
    field = shown(qtbot, draft, make_field(Identity, "likeness"), "identities.0.likeness")
    field.forbid("This pack can't.")
    draft.edit("identities.0.likeness", 0.3)
    assert not field.isEnabled()
    for control in field.controls:
        assert control.toolTip() == "This pack can't."
        assert control.accessibleDescription() == "This pack can't."
    qtbot.mouseDClick(field.label, LEFT)
    assert draft.value("identities.0.likeness") == 0.3


def test_a_share_is_written_in_per_cent(qtbot: QtBot, draft: Draft) -> None:
    field = shown(qtbot, draft, make_field(Sampling, "guided_until"), "sampling.guided_until")
    assert field.box.text() == "100 %"
    assert "0 to 100, usually 100 %" in field.slider.toolTip()
    field.box.setFocus()
    field.box.selectAll()
    qtbot.keyClicks(field.box, "60")
    qtbot.keyClick(field.box, Key.Key_Return)
    assert draft.value("sampling.guided_until") == 0.6
    assert field.slider.value() == 12
    field.slider.setFocus()
    qtbot.keyClick(field.slider, Key.Key_Right)
    assert draft.value("sampling.guided_until") == pytest.approx(0.65)
    assert field.box.text() == "65 %"
    draft.edit("sampling.guided_until", 0.333)
    assert field.box.text() == "33 %"
    assert draft.value("sampling.guided_until") == 0.333, "what is only shown is not changed"
