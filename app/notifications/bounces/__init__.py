"""Mail that comes back: every message has a return address of its own, and the worker reads that mailbox."""
