"""Measurement assurance programmes at enterprises: from the survey to the class that the Ministry publishes."""
