"""Documents read in a process of its own, under limits, so that none takes citewatch along."""
