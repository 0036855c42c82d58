"""The report for programs: version 1 of the JSON report. Fields are added, never renamed.

Its shape is written down in `schemas/report.schema.json`. It is built field by field, so that a
change within citewatch cannot change what others read.
"""
