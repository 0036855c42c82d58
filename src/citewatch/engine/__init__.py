"""The engine of an audit: workers that take what is due, make one probe, and write it down."""
