"""Org documents."""
