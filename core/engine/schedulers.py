"""Names of schedulers in a recipe, and the diffusers schedulers that they stand for."""

import inspect
from collections.abc import Mapping
from typing import Any

from diffusers import (
    DDIMScheduler,
    DPMSolverMultistepScheduler,
    EulerAncestralDiscreteScheduler,
    EulerDiscreteScheduler,
    LCMScheduler,
    UniPCMultistepScheduler,
)

from core.engine.quiet import quietly
from core.recipe import Scheduler

LCM_STEPS = 50
"""The most steps of `lcm`: it visits some of the 50 times for which such LoRAs are distilled."""

# What each needs beside the pack's own settings. DDIM would clip clean latents to -1..1 by
# default, which suits pixels and ruins latents; a pack may say so for LCM too. LoRAs of few steps
# begin at pure noise, where SDXL's own settings leave the last of the 1000 times out.
SCHEDULERS: dict[Scheduler, tuple[Any, dict[str, Any]]] = {
    "euler": (EulerDiscreteScheduler, {}),
    "euler_trailing": (EulerDiscreteScheduler, {"timestep_spacing": "trailing"}),
    "euler_ancestral": (EulerAncestralDiscreteScheduler, {}),
    "ddim": (DDIMScheduler, {"clip_sample": False}),
    "dpmpp_2m": (DPMSolverMultistepScheduler, {"algorithm_type": "dpmsolver++", "solver_order": 2}),
    "unipc": (UniPCMultistepScheduler, {"solver_type": "bh2", "solver_order": 2}),
    "lcm": (LCMScheduler, {"original_inference_steps": LCM_STEPS, "clip_sample": False}),
}


def make_scheduler(name: Scheduler, config: Mapping[str, Any]) -> Any:
    """A fresh scheduler with the pack's settings, so that it keeps to how the model was trained.

    Args:
        name: as in a recipe.
        config: the base model's scheduler settings (`scheduler_config.json`).
    """
    kind, own = SCHEDULERS[name]
    accepted = inspect.signature(kind.__init__).parameters.keys() & config.keys()
    with quietly():
        return kind(**{key: config[key] for key in accepted} | own)
