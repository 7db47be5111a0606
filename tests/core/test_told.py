"""Sentences that can still be translated: after the pipe, after the disk, in each other."""

import pickle

import pytest

from core.errors import BadInput, DamagedPack, NoFace
from core.told import Told, freeze, in_a_row, thaw

SENTENCES = (
    Told("Restart Likeness."),
    Told("There is no file {0}.", "{odd} \u201cname\u201d.png"),
    Told("{0} shows {1} faces; choose 0 to {2}.", Told("the photo"), 3, 2),
    Told("It has {0}.", ("one", Told("the end of the prompt"))),
    Told("Face is {0:.0f} px wide; {1} px or more works better.", 61.4, 112),
)


def test_reads_as_plain_english() -> None:
    assert list(map(str, SENTENCES)) == [
        "Restart Likeness.",
        "There is no file {odd} “name”.png.",
        "the photo shows 3 faces; choose 0 to 2.",
        "It has one, the end of the prompt.",
        "Face is 61 px wide; 112 px or more works better.",
    ]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_keeps_what_it_is_made_of(sentence: Told) -> None:
    for back in (pickle.loads(pickle.dumps(sentence)), thaw(freeze(sentence))):
        assert isinstance(back, Told)
        assert (back, back.pattern, back.fields) == (sentence, sentence.pattern, sentence.fields)


@pytest.mark.parametrize("text", ["", "As an earlier version said it.", "[not ours", '["{9}", 1]'])
def test_other_texts_come_back_as_they_are(text: str) -> None:
    assert thaw(freeze(text)) == text


def test_error_is_one_sentence_with_its_hint() -> None:
    error = BadInput(Told("There is no file {0}.", "a.png"), "Check the path.")
    assert error.sentence() == "There is no file a.png. Check the path."
    assert error.sentence().fields == (error.message, "Check the path.")
    assert isinstance(error.sentence().fields[1], Told)
    assert NoFace("No face.").sentence() == f"No face. {NoFace.hint}"
    nested = DamagedPack(Told("The file {0} can't be used: {1}", "unet", error.message), error.hint)
    assert nested.message.fields[1].pattern == "There is no file {0}."
    assert in_a_row("One.", "Two.", "Three.") == "One. Two. Three."
