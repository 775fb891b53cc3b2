"""Reports that are brought, and what comes of them."""

from fastapi import APIRouter

__all__ = ["routes"]

routes = APIRouter(tags=["jobs"])
