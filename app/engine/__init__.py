"""Run processes: the only package that imports SpiffWorkflow."""
