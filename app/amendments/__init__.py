"""Amendments of plans in force: proposed row by row, approved, issued as a new version."""
