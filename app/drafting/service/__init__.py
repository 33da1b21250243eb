"""What people and handlers do with draftings, proposals, draft rows and opinions."""
