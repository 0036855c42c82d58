"""A web of many hosts on loopback, and programs measured against it."""
