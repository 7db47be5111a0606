"""Words in pictures: whatever fonts there are, lines fit and break where they may."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from core.compare import lettering
from core.compare.lettering import Lettering


@settings(deadline=None)
@given(st.text(max_size=80), st.integers(60, 400), st.integers(1, 4))
def test_lines_fit_and_leave_nothing_out(text: str, width: int, most: int) -> None:
    letters = Lettering(text + "…")

    lines = letters.lines(text, 16, width, most)

    assert len(lines) <= most
    assert all(letters.width(line, 16) <= width for line in lines)
    if not lines or not lines[-1].endswith("…"):
        assert "".join(lines).replace(" ", "") == "".join(text.split())


def test_lines_break_between_words_and_chinese_characters() -> None:
    text = "身份词元决定是谁，IdentityNet 决定人脸的位置。"
    letters = Lettering(text)

    for width in range(110, 400, 10):
        lines = letters.lines(text, 16, width, 9)
        assert sum("IdentityNet" in line for line in lines) == 1
        assert not [line for line in lines if line[0] in "，。"]


def test_balanced_lines_are_of_about_the_same_length() -> None:
    text = "Only the words act: the face is anybody's."
    letters = Lettering(text)
    width = letters.width("Only the words act: the face is", 16) + 1

    assert letters.lines(text, 16, width, 3)[1] == "anybody's."
    first, second = letters.balanced(text, 16, width, 3)

    assert f"{first} {second}" == text
    assert letters.width(second, 16) > letters.width(first, 16) / 2


def test_a_text_that_is_too_long_ends_with_an_ellipsis() -> None:
    letters = Lettering("a calm woman…")

    assert letters.cut("a calm woman", 16, 60).endswith("…")
    assert letters.cut("a calm woman", 16, 600) == "a calm woman"


def test_without_any_font_of_the_system_no_letter_is_a_box(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lettering, "_FILES", ("", "no such font.ttf"))

    def drawn(text: str) -> bytes:
        page = Image.new("L", (200, 30))
        Lettering(text).write(ImageDraw.Draw(page), (2, 2), text, 16, "#fff")
        return page.tobytes()

    assert drawn("Likeness λ") == drawn("Likeness ")
    assert drawn("a × b – é ↓ …") == drawn("a x b - e  …")
    assert drawn("人") == drawn("?")
