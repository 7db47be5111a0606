"""Edits of the draft, and how they are taken back."""

import gc
import weakref

import pytest
from pytestqt.qtbot import QtBot

from core.recipe import Identity, ImagePrompt, Recipe
from gui.draft import Draft

A, B = "a" * 64, "b" * 64


@pytest.fixture
def draft(qtbot: QtBot) -> Draft:
    return Draft(Recipe(prompt="one"))


def test_step_is_named_after_its_field(draft: Draft) -> None:
    stack = draft.history.stack
    draft.update_sampling(steps=9)
    assert stack.undoText() == "Steps"
    draft.update(identities=(Identity(references=(A,)),))
    assert stack.undoText() == "People"
    draft.edit("identities.0.likeness", 0.5)
    assert stack.undoText() == "Likeness λ"
    draft.update_sampling(width=512, height=768)
    assert stack.undoText() == "several settings"
    draft.replace(Recipe(prompt="two"), "Load recipe")
    assert stack.undoText() == "Load recipe"
    assert stack.count() == 5


def test_undo_and_redo_walk_through_every_edit_and_add_none(draft: Draft) -> None:
    seen = [draft.recipe]
    for steps in (3, 4, 5):
        draft.update_sampling(steps=steps)
        draft.seal()
        seen.append(draft.recipe)
    for recipe in reversed(seen[:-1]):
        draft.history.undo()
        assert draft.recipe == recipe
    draft.history.undo()  # there is nothing before
    assert draft.recipe == seen[0]
    for recipe in seen[1:]:
        draft.history.redo()
        assert draft.recipe == recipe
    assert draft.history.stack.count() == 3


def test_edits_of_one_field_in_a_row_are_one_step(draft: Draft) -> None:
    for steps in (3, 4, 5):
        draft.update_sampling(steps=steps)
    draft.update_sampling(guidance=2.0)
    assert draft.history.stack.count() == 2

    draft.history.undo()
    draft.history.undo()
    assert draft.recipe == Recipe(prompt="one")


def test_what_is_held_is_one_step_and_the_next_is_another(draft: Draft) -> None:
    draft.update_sampling(steps=2)
    draft.hold()
    draft.update_sampling(steps=3)
    draft.update_sampling(steps=4)
    draft.seal()
    draft.update_sampling(steps=5)

    assert draft.history.stack.count() == 3
    draft.history.undo()
    assert draft.recipe.sampling.steps == 4
    draft.history.undo()
    assert draft.recipe.sampling.steps == 2


def test_what_is_named_is_always_a_step_of_its_own(draft: Draft) -> None:
    draft.update(prompt="typed")
    draft.replace(Recipe(prompt="a style"), "Style")
    draft.update(prompt="typed again")
    assert draft.history.stack.count() == 3


def test_edit_after_undo_is_a_step_of_its_own(draft: Draft) -> None:
    draft.update_sampling(steps=2)
    draft.seal()
    draft.update_sampling(steps=3)
    draft.history.undo()
    draft.update_sampling(steps=4)
    draft.history.undo()
    assert draft.recipe.sampling.steps == 2


def test_there_and_back_again_leaves_no_step(draft: Draft) -> None:
    draft.update(prompt="two")
    draft.update(prompt="one")
    assert not draft.history.stack.canUndo()


def test_what_the_application_does_by_itself_is_no_step(draft: Draft) -> None:
    told: list[Recipe] = []
    draft.changed.connect(told.append)
    draft.adjust(draft.recipe.with_field("sampling.seed", 7))
    assert [recipe.sampling.seed for recipe in told] == [7]
    assert not draft.history.stack.canUndo()


def test_another_project_brings_its_own_draft(draft: Draft) -> None:
    done: list[str] = []
    draft.update(prompt="two")
    draft.history.do("Delete", lambda: done.append("deleted"), lambda: done.append("back"))
    draft.update(prompt="three")

    draft.begin(Recipe(prompt="other project"))
    draft.history.undo()  # passes over the edits of the first project

    assert done == ["deleted", "back"]
    draft.history.undo()
    assert draft.recipe.prompt == "other project"
    draft.history.redo()
    assert done[-1] == "deleted"


def test_fields_are_named_by_paths(draft: Draft) -> None:
    draft.update(image_prompts=(ImagePrompt(images=(A,)), ImagePrompt(images=(B,))))
    draft.edit("image_prompts.1.window", (0.25, 0.75))

    assert draft.recipe.image_prompts[0].window == (0.0, 1.0)
    assert draft.value("image_prompts.1.window") == (0.25, 0.75)
    assert draft.value("image_prompts.2.window") is None
    assert draft.value("identities.0.likeness") is None
    assert draft.history.stack.undoText() == "Window"


def test_draft_and_its_steps_are_let_go(qtbot: QtBot) -> None:
    draft = Draft(Recipe())
    draft.update(prompt="kept by nobody")
    gone = weakref.ref(draft)
    del draft
    gc.collect()
    assert gone() is None


def test_the_panels_edit_one_person_of_several(draft: Draft, qtbot: QtBot) -> None:
    draft.set_identity(Identity(references=(A,)))
    assert not draft.adds
    draft.turn_to(1)
    assert draft.adds
    assert draft.identity is None
    draft.set_identity(Identity(references=(B,)))
    assert [one.references for one in draft.recipe.identities] == [(A,), (B,)]
    assert draft.current == 1

    draft.edit("identities.*.likeness", 0.3)
    assert [one.likeness for one in draft.recipe.identities] == [0.8, 0.3]
    draft.turn_to(0)
    assert draft.value("identities.*.likeness") == 0.8
    draft.edit("identities.*.likeness", 0.4)
    assert draft.history.stack.count() == 4, "of two people the same field is two fields"


def test_undo_turns_to_the_person_whose_step_it_takes_back(draft: Draft, qtbot: QtBot) -> None:
    draft.update(identities=(Identity(references=(A,)), Identity(references=(B,))))
    draft.turn_to(1)
    draft.edit("identities.*.likeness", 0.3)
    draft.turn_to(0)
    draft.update_sampling(steps=7)
    draft.history.undo()
    assert draft.current == 0, "the steps are nobody's"
    with qtbot.waitSignal(draft.turned):
        draft.history.undo()
    assert draft.current == 1
    assert draft.value("identities.*.likeness") == 0.8

    draft.set_identity(None)
    assert [one.references for one in draft.recipe.identities] == [(A,)]
    assert draft.current == 0
    draft.history.undo()
    assert draft.current == 1
    assert draft.identity is not None
    draft.history.redo()
    assert draft.current == 0


def test_whoever_was_to_come_is_not_waited_for_after_undo(draft: Draft) -> None:
    draft.set_identity(Identity(references=(A,)))
    draft.turn_to(1)
    draft.update_sampling(steps=7)
    assert draft.adds, "a photo may still come"
    draft.set_identity(Identity(references=(B,)))
    draft.history.undo()
    assert (draft.current, draft.adds) == (0, False)
    draft.history.redo()
    assert draft.current == 1
    draft.turn_to(5)
    assert draft.current == 1, "there is no such place"
