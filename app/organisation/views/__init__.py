"""The pages of the organisation."""

from flask import Blueprint

from app.organisation.views import absences, account, agencies, importing, seats, sign_in, users

blueprints: tuple[Blueprint, ...] = (
    sign_in.blueprint,
    account.blueprint,
    absences.blueprint,
    agencies.blueprint,
    seats.blueprint,
    users.blueprint,
    importing.blueprint,
)
