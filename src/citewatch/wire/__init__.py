"""Bytes over the network: names, guarded addresses, TLS, HTTP/1.1 below httpx, one bounded GET."""
