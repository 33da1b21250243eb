"""What each kind of node means; importing this package registers the rules with the evaluator."""

from app.engine.feel.rules import building, deciding, iterating, reading

__all__ = ["building", "deciding", "iterating", "reading"]
