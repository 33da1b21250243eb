"""A mail server for development that delivers nothing: it keeps what it is given and shows it on a page."""
