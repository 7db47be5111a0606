"""How latents of published base models look in colours, for pictures between the steps.

From scaled latents to RGB in -1..1: one row of red, green and blue for each channel, then the bias.
"""

SDXL_FACTORS = (
    (0.3651, 0.4232, 0.4341),
    (-0.2533, -0.0042, 0.1068),
    (0.1076, 0.1111, -0.0362),
    (-0.3165, -0.2492, -0.2188),
)
SDXL_BIAS = (0.1084, -0.0175, -0.0011)
"""Source: ComfyUI, `latent_formats.py`."""
