"""Deployed process definitions: their versions, elements, forms and diagrams."""
