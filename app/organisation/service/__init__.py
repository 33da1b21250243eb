"""What can be done with agencies, seats, users and their accounts. Nothing here commits."""
