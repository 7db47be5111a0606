"""Leave out work of stock nets that changes nothing, or that several layers do alike.

Every layer of diffusers divides its result by a factor that is 1 in all models of these families,
many drop out none of their numbers, each attention layer asks Python what its processor's arguments
are called, and every residual block asks for the activation of the same time embedding. All that is
left out here without touching a line of the layers' own code. Results are the same to the last bit.
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from diffusers.models.attention_processor import AttnProcessor2_0, IPAdapterAttnProcessor2_0
from diffusers.models.resnet import ResnetBlock2D
from torch import Tensor, nn

FACTORS = ("output_scale_factor", "rescale_output_factor")
"""By what residual blocks and attention layers divide."""
PROCESSORS = (AttnProcessor2_0, IPAdapterAttnProcessor2_0)


class Whole:
    """1 as a divisor: what is divided by it is that very tensor, and nothing is computed."""

    @classmethod
    def __torch_function__(
        cls, function: Any, types: Any, arguments: Any = (), options: Any = None
    ) -> Any:
        """It is asked first, and so needs a twentieth of the time of `__rtruediv__`."""
        return arguments[0] if function is Tensor.div else NotImplemented


def spare(net: nn.Module) -> None:
    """Freeze a net, and have its layers skip divisions by 1 and dropouts of nothing; for good.

    Taking a LoRA off freezes the net that it was on; some kernels round otherwise for weights that
    are frozen. So all are from the beginning, or a picture's bits would depend on what was drawn
    before it.
    """
    net.requires_grad_(False)
    for layer in net.modules():
        for factor in FACTORS:
            if getattr(layer, factor, None) == 1:
                setattr(layer, factor, Whole())
        if isinstance(layer, nn.Dropout) and not layer.p:
            vars(layer)["forward"] = _unchanged
    for processor in PROCESSORS:  # each notes its signature where `inspect` looks first
        call: Any = processor.__call__
        if not hasattr(call, "__signature__"):
            call.__signature__ = inspect.signature(call)


def _unchanged(x: Tensor) -> Tensor:
    return x


@contextmanager
def once_a_step(*nets: nn.Module) -> Iterator[None]:
    """Within, the residual blocks of a net share the activation of a step's time embedding."""
    changed: list[nn.Module] = []
    try:
        for net in nets:
            recall: Callable[[Tensor], Tensor] | None = None
            for block in net.modules():
                activation = getattr(block, "nonlinearity", None)
                if not isinstance(block, ResnetBlock2D) or type(activation) is not nn.SiLU:
                    continue
                if "forward" in vars(activation):  # of a net that is named twice, or a hook's
                    continue
                recall = recall or _sharing(activation.forward)
                vars(activation)["forward"] = recall
                changed.append(activation)
        yield
    finally:
        for activation in changed:
            vars(activation).pop("forward", None)


def _sharing(forward: Callable[[Tensor], Tensor]) -> Callable[[Tensor], Tensor]:
    seen: Tensor | None = None
    result: Tensor | None = None

    def recall(x: Tensor) -> Tensor:
        nonlocal seen, result
        if x.dim() != 2:  # a picture: every block has one of its own
            return forward(x)
        if result is None or x is not seen:
            seen, result = x, forward(x)
        return result

    return recall
