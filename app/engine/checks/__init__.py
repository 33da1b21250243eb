"""The executable subset: every rule a diagram must meet before it may be deployed."""
