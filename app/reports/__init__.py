"""Reporting duties, their rounds (campaigns) and each agency's submission."""
