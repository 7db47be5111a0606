"""Remember what does not change between the steps of one picture.

Keys and values of text, ID and image tokens, and the embedding of the control picture, are the
same in every denoising step. Their modules are called with the very same tensor object each
time, so it is enough to compare objects: a new tensor is computed anew, and nothing stale is
ever used. The same modules project several people in turn, so each remembers some results.
Results are bit-identical to computing them in every step.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from torch import Tensor, nn

CONSTANT = ("attn2.to_k", "attn2.to_v", "controlnet_cond_embedding")
CONSTANT_INSIDE = (".to_k_ip.", ".to_v_ip.")
REMEMBERED = 4  # results of a module: as many as there may be people, and one more


def constant_projections(*nets: nn.Module) -> list[nn.Module]:
    """Modules of UNet and ControlNets whose input never changes within one picture."""
    return [
        module
        for net in nets
        for name, module in net.named_modules()
        if name.endswith(CONSTANT) or any(part in name for part in CONSTANT_INSIDE)
    ]


@contextmanager
def remembering(*modules: nn.Module) -> Iterator[None]:
    """Within, each module's last results are reused when it is called with the same tensors."""
    with wrapped(modules, _recalling):
        yield


@contextmanager
def wrapped(
    modules: Iterable[nn.Module], wrap: Callable[..., Callable[..., Any]]
) -> Iterator[None]:
    """Within, the `forward` of each module is what `wrap` makes of it.

    One that somebody else put there (an offload hook) is wrapped, and put back afterwards, however
    the block ends.
    """
    before = {module: module.__dict__.get("forward") for module in modules}
    try:
        for module in before:
            module.forward = wrap(module.forward)
        yield
    finally:
        for module, forward in before.items():
            if forward is not None:
                module.forward = forward
            elif "forward" in module.__dict__:
                del module.forward


def _recalling(forward: Callable[..., Tensor]) -> Callable[..., Tensor]:
    results: deque[tuple[Tensor, Tensor]] = deque(maxlen=REMEMBERED)

    def recall(x: Tensor, *args: Any) -> Tensor:
        for seen, result in results:
            if x is seen:
                return result
        results.append((x, forward(x, *args)))
        return results[-1][1]

    return recall
