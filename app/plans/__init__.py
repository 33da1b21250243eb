"""Plan documents: reading them in, their tasks and targets, and the annex going out again."""
