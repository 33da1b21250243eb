"""What the forms of the organisation accept."""
