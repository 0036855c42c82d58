"""A second look with a real browser. Loaded where one is asked for, and nowhere else."""
