"""Every address of this face."""

from fastapi import APIRouter

from app.embed import assets, faq_page, oembed, show_page


def router() -> APIRouter:
    """`/embed/`, `/embed/faq`, `/oembed` and the files that pages load."""
    made = APIRouter()
    for each in (show_page, faq_page, oembed, assets):
        made.include_router(each.router())
    return made
