"""Many recipes at once: which pictures they ask for, and engines that share the work.

`orders` makes pictures of lines, `sources` finds their images, `hands` are engines somewhere,
`drawing` shares the pictures out among them, `folder` keeps what comes. `on_ray` has hands on many
machines; nothing but that one module needs the package ray.
"""
