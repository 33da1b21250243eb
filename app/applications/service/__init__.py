"""What applicants and features do with applications."""

from app.applications.service.taking_in import take_in

__all__ = ["take_in"]
