"""Bytes of a page in, `core.evidence.Page` out. Pure: no network, no clock."""
