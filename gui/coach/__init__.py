"""What the coach says, in the window: beside Generate, and beside the picture."""
