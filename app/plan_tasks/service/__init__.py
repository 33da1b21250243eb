"""The commands of plan tasks."""
