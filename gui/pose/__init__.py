"""The landmark editor: five points on the canvas, their head in the panel, and live drafts."""
