"""Training an adapter of one's own: IP-Adapter, Plus, FaceID or InstantID, on a frozen base.

`python -m training own KIND FOLDER --out OUT` learns from a folder of captioned pictures with the
base model, the image encoder and the face models of any pack, and writes files in the official
layouts. Drops, losses and initialisations are those of the papers' own scripts.
"""
