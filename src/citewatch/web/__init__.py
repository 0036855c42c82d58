"""The live web: politeness towards each host, redirect chains, and what stands at their end."""
