"""Drawing a picture again, to see whether it comes out the same."""
