"""The append-only log of every write, and the outbox of messages: what every feature can reach."""
