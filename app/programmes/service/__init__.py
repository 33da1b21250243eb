"""What can be done with surveys and enrolments. Nothing here commits."""
