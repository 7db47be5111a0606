"""What goes on from a picture that is there: painting what may change, refining, enlarging it."""
