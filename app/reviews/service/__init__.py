"""What people and handlers do with reviews and self-assessments."""
