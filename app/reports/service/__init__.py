"""What people and handlers do with campaigns and submissions."""
