"""Read the organisation: agencies and their seats, users, sessions."""
