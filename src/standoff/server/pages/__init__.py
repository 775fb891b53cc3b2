"""The pages, by what a person does on them."""

from fastapi import APIRouter

from standoff.server.pages import dossier, incidents, reader, reports, review

__all__ = ["pages"]

pages = APIRouter(include_in_schema=False)
for part in (incidents, dossier, reports, reader, review):
    pages.include_router(part.routes)
