"""Copies for others: what goes into one, and a look at what it reveals."""
