"""REST under ``/api/v1``: the records of the contract."""

from fastapi import APIRouter

__all__ = ["api"]

api = APIRouter()
