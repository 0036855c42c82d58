"""The staged web of `citewatch demo`: servers on loopback that misbehave in every known way."""
