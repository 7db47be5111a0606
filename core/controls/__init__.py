"""Pictures that further ControlNets read, and which kind of picture each of them reads."""
