"""The pages, by what a person does on them."""

from fastapi import APIRouter

__all__ = ["pages"]

pages = APIRouter(include_in_schema=False)
