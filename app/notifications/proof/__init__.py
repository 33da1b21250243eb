"""What became of messages after the server had accepted them: opened, returned, answered; and where it is shown."""
