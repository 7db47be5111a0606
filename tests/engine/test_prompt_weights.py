"""Weights of words in what the text encoders say, on the demo pack."""

from typing import Any

import pytest
import torch

from core.engine.models import Models
from core.engine.prompt import encode_prompt
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
    length = pipe.tokenizer.model_max_length
    fits = encoded(pipe, "(" + "a " * (length - 2) + ":1.2)")
    assert fits["prompt_embeds"].shape[1] == length
    assert encoded(pipe, "a " * (length - 1))["prompt_embeds"].shape[1] == 2 * length


def test_what_fits_is_what_the_pipeline_says_up_to_the_last_token(pipe: Any) -> None:
    words = "a " * (pipe.tokenizer.model_max_length - 2)
    names = ("prompt_embeds", "negative_prompt_embeds", "pooled_prompt_embeds")
    stock = pipe.encode_prompt(
        words, do_classifier_free_guidance=True, negative_prompt="blurry, ugly"
    )
    ours = encoded(pipe, words, "blurry, ugly")
    assert all(torch.equal(ours[name], value) for name, value in zip(names, stock, strict=False))
    assert same(ours, encoded(pipe, "(" + words + ":1.0)", "blurry, ugly"))


def test_longer_prompts_are_parts_one_after_another(pipe: Any) -> None:
    first, second = encoded(pipe, "a red coat"), encoded(pipe, "a green hat", "")
    nothing = encoded(pipe, "", "")
    both = encoded(pipe, "a red coat BREAK a green hat")
    width = pipe.tokenizer.model_max_length
    assert torch.equal(both["prompt_embeds"][:, :width], first["prompt_embeds"])
    assert torch.equal(both["prompt_embeds"][:, width:], second["prompt_embeds"])
    # The negative prompt is said once, and then nothing, as often as the prompt goes on.
    negative = both["negative_prompt_embeds"]
    assert torch.equal(negative[:, :width], first["negative_prompt_embeds"])
    assert torch.equal(negative[:, width:], nothing["prompt_embeds"])
    for name in ("pooled_prompt_embeds", "negative_pooled_prompt_embeds"):
        assert torch.equal(both[name], first[name])


def test_a_longer_negative_prompt_makes_the_prompt_say_nothing_for_the_rest(pipe: Any) -> None:
    found = encoded(pipe, "a red coat", "blurry BREAK ugly BREAK text")
    width = pipe.tokenizer.model_max_length
    assert found["prompt_embeds"].shape == found["negative_prompt_embeds"].shape
    assert found["prompt_embeds"].shape[1] == 3 * width
    silence = encoded(pipe, "", "")["prompt_embeds"]
    assert torch.equal(found["prompt_embeds"][:, width : 2 * width], silence)
    unguided = encode_prompt(pipe, "a red coat", "blurry BREAK ugly", False)
    assert unguided["prompt_embeds"].shape[1] == width


def test_no_negative_prompt_is_zeros_however_long_the_prompt_is(pipe: Any) -> None:
    found = encoded(pipe, "a BREAK b BREAK c", "")
    assert pipe.config.force_zeros_for_empty_prompt
    assert found["negative_prompt_embeds"].shape == found["prompt_embeds"].shape
    assert not found["negative_prompt_embeds"].any()
    assert not found["negative_pooled_prompt_embeds"].any()


def test_weights_act_in_their_own_part_alone(pipe: Any) -> None:
    plain = encoded(pipe, "a red coat BREAK a green hat")["prompt_embeds"]
    heavy = encoded(pipe, "a red coat BREAK a (green:1.5) hat")["prompt_embeds"]
    width = pipe.tokenizer.model_max_length
    assert torch.equal(plain[:, :width], heavy[:, :width])
    assert not torch.equal(plain[:, width:], heavy[:, width:])
