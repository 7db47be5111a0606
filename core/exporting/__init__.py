"""Copies of pictures for others: what goes into them, and what a finished file reveals."""
