"""The report as one web page, which asks nobody for anything: for those who read and decide."""
