"""What is done to the file of a laboratory."""
