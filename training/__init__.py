"""Everything that makes the demo models: the drawn people, the training stages and the packing."""
