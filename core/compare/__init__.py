"""Pictures side by side: what differs in their recipes, and what comes of it.

`twin` and `sweep` make a `Sheet` of recipes, `draw` draws them, `encode_sheet` makes one labelled
picture of all, which `read_sheet` opens again. Knows no engine, only what draws.
"""
