"""REST under ``/api/v1``: the records of the contract."""

from fastapi import APIRouter, Depends

from standoff.server.api import adding, claims, deciding, incidents, overview, reports
from standoff.server.api.answers import PROBLEMS, only_known

__all__ = ["api"]

api = APIRouter(responses=PROBLEMS, dependencies=[Depends(only_known)])
for part in (incidents, overview, claims, reports, deciding, adding):
    api.include_router(part.routes)
