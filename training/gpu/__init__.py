"""The whole training on one GPU, in ten minutes: the other cores draw while it learns.

On two cores a picture is drawn once and seen many times; here new people are drawn without end,
so that most of them are seen a few times only. The lessons and their losses are those of the
stages of `python -m training`; only where the pictures come from and how long each lesson lasts
is decided here.
"""
