"""Interim and final reviews of a plan: what the lead agencies say of themselves, the figures, the report."""
