"""Reference images into the features that IP-Adapters project to tokens."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from transformers import CLIPVisionModelWithProjection
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

from core.engine.placing import Placing


class ImageEncoder:
    """A CLIP image encoder with its preparation of pixels.

    Pixels are resized by Pillow, always: the variant of torchvision differs by up to two grey
    levels, and would be chosen or not by what is installed.
    """

    def __init__(self, folder: Path, placing: Placing) -> None:
        model: Any = CLIPVisionModelWithProjection.from_pretrained(
            folder, dtype=placing.dtype, local_files_only=True, use_safetensors=True
        )
        self._placing = placing
        self._model = placing.place_reader(model)
        size = self._model.config.image_size
        self._prepare = CLIPImageProcessorPil(
            size={"shortest_edge": size}, crop_size={"height": size, "width": size}
        )

    @property
    def reads(self) -> tuple[int, int]:
        """Numbers per image embedding, and per hidden state."""
        return self._model.config.projection_dim, self._model.config.hidden_size

    @torch.no_grad()
    def features(self, images: list[np.ndarray], fine: bool) -> Tensor:
        """Encode images, after a first row that stands for no image.

        Args:
            images: RGB uint8, any size; the middle square is read.
            fine: whether the adapter reads hidden states (Plus) or the image embedding (basic).

        Returns:
            Fine: (1 + n, patches + 1, hidden size); the first row is what the encoder says to
            pixels of zero, which after normalisation are mid-grey, not black. Else:
            (1 + n, projection size); the first row is zeros.
        """
        pixels = self._prepare(images, return_tensors="pt").pixel_values
        pixels = pixels.to(self._placing.device, self._placing.dtype)
        if not fine:
            embeddings = self._model(pixels).image_embeds
            return torch.cat([torch.zeros_like(embeddings[:1]), embeddings])
        pixels = torch.cat([torch.zeros_like(pixels[:1]), pixels])
        return self._model(pixels, output_hidden_states=True).hidden_states[-2]
