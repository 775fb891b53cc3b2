"""The pages, by what a person does on them."""

from fastapi import APIRouter

from standoff.server.pages.reader import reader

__all__ = ["pages"]

pages = APIRouter(include_in_schema=False)
pages.include_router(reader)
