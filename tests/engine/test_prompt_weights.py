"""Weights of words in what the text encoders say, on the demo pack."""

from typing import Any

import pytest
import torch

from core.engine.models import Models
from core.engine.prompt import encode_prompt
from core.errors import BadInput
from core.packs import Pack


@pytest.fixture(scope="module")
def pipe(demo_pack: Pack) -> Any:
    return Models(demo_pack, "cpu").base


def encoded(pipe: Any, prompt: str, negative: str = "blurry") -> dict[str, torch.Tensor]:
    return encode_prompt(pipe, prompt, negative, True)


def same(a: dict[str, torch.Tensor], b: dict[str, torch.Tensor]) -> bool:
    return all(torch.equal(a[name], b[name]) for name in a)


def test_text_without_weights_is_what_the_pipeline_says(pipe: Any) -> None:
    names = ("prompt_embeds", "negative_prompt_embeds", "pooled_prompt_embeds")
    stock = pipe.encode_prompt(
        "a red coat", do_classifier_free_guidance=True, negative_prompt="blurry"
    )
    ours = encoded(pipe, "a red coat")
    assert all(torch.equal(ours[name], value) for name, value in zip(names, stock, strict=False))
    assert same(ours, encoded(pipe, "a (red:1.0) coat"))
    assert same(encoded(pipe, "a red coat"), encoded(pipe, "a [(red)] coat"))


def test_weight_multiplies_the_states_of_its_word_and_keeps_the_mean(pipe: Any) -> None:
    plain = encoded(pipe, "a red coat")
    heavy = encoded(pipe, "a (red:1.5) coat")

    width = pipe.text_encoder.config.hidden_size
    for part in (slice(0, width), slice(width, None)):
        before, after = plain["prompt_embeds"][0, :, part], heavy["prompt_embeds"][0, :, part]
        ratio = (after / before).median(dim=1).values
        assert torch.allclose(ratio[2] / ratio[1], torch.tensor(1.5), atol=1e-3)  # red to a
        assert torch.allclose(ratio[3:], ratio[1].expand_as(ratio[3:]), atol=1e-3)
        assert torch.allclose(after.mean(), before.mean(), atol=1e-5)
    for name in ("negative_prompt_embeds", "pooled_prompt_embeds"):
        assert torch.equal(plain[name], heavy[name])


def test_negative_words_have_weights_too(pipe: Any) -> None:
    plain, heavy = encoded(pipe, "a"), encoded(pipe, "a", "(blurry:1.4)")
    assert torch.equal(plain["prompt_embeds"], heavy["prompt_embeds"])
    assert not torch.equal(plain["negative_prompt_embeds"], heavy["negative_prompt_embeds"])


def test_brackets_take_no_room(pipe: Any) -> None:
    room = pipe.tokenizer.model_max_length - 2
    encoded(pipe, "(" + "a " * room + ":1.2)")
    with pytest.raises(BadInput, match="tokens"):
        encoded(pipe, "a " * (room + 1))
