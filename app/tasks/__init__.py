"""User tasks as people work on them: inbox, claim, release, hand over, drafts, completion."""
