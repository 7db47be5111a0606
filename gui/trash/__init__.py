"""The trash: what is in it, and the way back or out."""
