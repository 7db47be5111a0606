"""What diffusers and transformers would print or warn of, and what is known to be harmless."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from diffusers.utils import logging as diffusers_logging
from transformers.utils import logging as transformers_logging

HARMLESS = (
    # Images are encoded by us, each adapter with its own encoder.
    ("diffusers.loaders.ip_adapter", "image_encoder is not loaded"),
    # Everything is float32 already, and the list of the modules concerned is empty.
    ("diffusers.models.modeling_utils", "There are modules in "),
    # AutoencoderTiny writes this into its own settings, and does not know it again.
    ("diffusers.configuration_utils", "The config attributes {'block_out_channels'"),
    # A LoRA may change the UNet only; one that does not fit is told of by us.
    ("diffusers.loaders.peft", "No LoRA keys associated to "),
    ("diffusers.loaders.peft", "Loading adapter weights from state_dict led to "),
    ("diffusers.loaders.peft", "Loading lora_"),
    ("diffusers.loaders.lora_base", "No LoRA keys associated to "),
    # Said while diffusers is imported; images are prepared by Pillow on purpose.
    ("transformers.utils.import_utils", "`CLIPImageProcessor` requires torchvision"),
    ("transformers.utils.import_utils", "`SiglipImageProcessor` requires torchvision"),
)


@contextmanager
def quietly() -> Iterator[None]:
    """Within, progress bars and harmless warnings are kept from the terminal; others are not."""
    with ExitStack() as stack:
        stack.enter_context(_no_progress_bars())
        for logger, beginning in HARMLESS:
            stack.enter_context(_without(logger, beginning))
        stack.enter_context(warnings.catch_warnings())
        # Schedulers turn tensors into arrays in a way that NumPy will stop to accept.
        warnings.filterwarnings("ignore", "__array__ implementation", DeprecationWarning)
        # Several LoRAs at once are meant.
        warnings.filterwarnings("ignore", "Already found a `peft_config` attribute", UserWarning)
        yield


@contextmanager
def _no_progress_bars() -> Iterator[None]:
    libraries = (diffusers_logging, transformers_logging)
    were_on = [library.is_progress_bar_enabled() for library in libraries]
    for library in libraries:
        library.disable_progress_bar()
    try:
        yield
    finally:
        for library, was_on in zip(libraries, were_on, strict=True):
            if was_on:
                library.enable_progress_bar()


@contextmanager
def _without(logger: str, beginning: str) -> Iterator[None]:
    def keep(record: logging.LogRecord) -> bool:
        return not record.getMessage().startswith(beginning)

    logging.getLogger(logger).addFilter(keep)
    try:
        yield
    finally:
        logging.getLogger(logger).removeFilter(keep)
