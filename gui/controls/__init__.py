"""Further ControlNets: what each of them reads, how strongly and when it acts."""
