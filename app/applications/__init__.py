"""Applications from the public, without an account: a draft, a confirmed address, a case, a code to follow it by."""
