"""The PDFs of the papers held, as the browser's own viewer opens them: `/paper/<id>.pdf#page=3`. Nothing else is served."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from assistant.settings import Settings
from assistant.web.viewer.original import Original, is_pdf, original_of
from corpus.attached import is_attached
from corpus.errors import MinutedError
from corpus.files import file_bytes
from corpus.models import Paper
from corpus.store.catalogue import Catalogue

_NOT_HELD = "No PDF of this name is held. It may have been taken out. See the Papers page for what is held."
_HEADERS = {"Cache-Control": "no-store"}  # a paper that was taken out is not to be found in the browser, either


def pdf_link(paper: Paper, page: int) -> str:
    """The address, from any page of the app, of a paper's PDF at a page."""
    return f"paper/{paper.id}.pdf#page={page}"


async def _pdf(request: Request) -> Response:
    try:
        paper, original = await run_in_threadpool(_held, request.path_params["paper"])
    except MinutedError as error:
        return PlainTextResponse(str(error), status_code=503, headers=_HEADERS)
    if paper is None or not is_pdf(paper):
        return PlainTextResponse(_NOT_HELD, status_code=404, headers=_HEADERS)
    if original.file is None:
        return PlainTextResponse(original.problem, status_code=404, headers=_HEADERS)
    if is_attached(original.file):
        content = await run_in_threadpool(file_bytes, original.file)
        return Response(content, media_type="application/pdf", headers={**_HEADERS, "Content-Disposition": "inline"})
    return FileResponse(
        original.file, media_type="application/pdf", filename=paper.file, content_disposition_type="inline", headers=_HEADERS
    )


def _held(paper_id: str) -> tuple[Paper | None, Original]:
    catalogue = Catalogue(Settings().store / "catalogue.sqlite", to_write=False)
    try:
        with catalogue.legible():
            paper = catalogue.paper(paper_id)
    finally:
        catalogue.close()
    return paper, original_of(paper) if paper is not None else Original(None)


ROUTES = [Route("/paper/{paper}.pdf", _pdf, methods=["GET"])]
