"""Rules for cycles of several years and for phrases that name no date at all."""

import re

from app.deadlines.phrases.rules import Meaning, Scope, number, rule
from app.deadlines.phrases.values import DueKind, DuePhrase

COUNT = r"(?P<n>\d{1,2}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
_OCCASION = (
    r"(?:co )?(?:phat sinh|yeu cau|de nghi|van ban|nhu cau|vuong mac|kho khan,? vuong mac|thay doi|huong dan"
    r"|can(?: thiet)?)"
)


@rule(rf"(?:dinh ky )?(?:moi |cu )?{COUNT} nam(?:/| ?/ ?| )(?:1 |01 |mot )?lan")
@rule(rf"(?:dinh ky )?(?:moi|cu) {COUNT} nam")
def _every_n_years(match: re.Match[str], scope: Scope) -> Meaning:
    """Keep the cycle; a cycle has no date until somebody says which year is the first."""
    years = number(match.group("n"))
    if years == 1:
        return DuePhrase(
            DueKind.EVERY_N_YEARS,
            scope.period.first_year,
            scope.period.end,
            every_months=12,
            review=("no_anchor_year",),
        )
    return DuePhrase(DueKind.EVERY_N_YEARS, None, None, every_months=12 * years, review=("no_anchor_year",))


@rule(
    rf"(?:dot xuat|(?:sau )?(?:khi|neu) {_OCCASION}|theo (?:yeu cau|nhu cau|de nghi)|dot xuat (?:khi"
    rf"|theo) {_OCCASION})(?: cua [a-z ,-]+)?"
)
def _on_request(_match: re.Match[str], _scope: Scope) -> Meaning:
    return DuePhrase(DueKind.ON_REQUEST)


@rule(
    r"(?:thuong xuyen|lien tuc|dinh ky|kip thoi|hang ngay|hang tuan|ca thoi ky|theo quy dinh|theo "
    r"(?:dung )?tien do)(?:,? (?:thuong xuyen|lien tuc|dinh ky))?"
)
@rule(r"(?:theo|trong suot|trong) (?:ke hoach|lo trinh|tien do|qua trinh|thoi gian|thoi ky|giai doan)(?: [a-z]+){0,8}")
def _no_date(_match: re.Match[str], _scope: Scope) -> Meaning:
    return DuePhrase(DueKind.NONE, review=("no_date",))
