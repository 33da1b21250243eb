"""The pages of the organisation."""

from flask import Blueprint

from app.organisation.views import account, sign_in

blueprints: tuple[Blueprint, ...] = (sign_in.blueprint, account.blueprint)
