"""Cases that few may know of: who they are, how a case becomes one, and who has read it (docs/confidential.md)."""
