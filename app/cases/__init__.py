"""The case file: where a case stands, its user tasks, who takes part, what happened."""
