"""Turns a Recipe and its source images into pixels; the only place that knows torch and diffusers.

Read in this order: `pipeline` (encode, denoise, decode), `identity` (IdentityNet), `adapters`
(ID tokens and image prompts in every cross-attention layer), then what they lean on. `attention`
and `inside` hear what the layers add up, for who asks what acted where.
"""

from core.threads import wait_asleep

wait_asleep()  # before anything here brings torch

from core.engine.quiet import quietly

with quietly():
    from core.engine.engine import Engine
from core.portrait import Portrait

__all__ = ["Engine", "Portrait"]
