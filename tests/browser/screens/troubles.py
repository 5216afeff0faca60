"""What goes wrong, one address each, so that the page that says so can be looked at."""

from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from signoff import errors

TROUBLES = {
    "403-origin": errors.ForeignOrigin(
        "This change was refused because the browser says it came from a cross-site page. Nothing "
        "was done. Open the page in signoff itself and try again; programs send a token in the "
        "Authorization header."
    ),
    "409": errors.RequestClosed(
        "The request was answered by fay.adeyemi@acme.example with 'approved' 2 minutes ago. That "
        "answer stands. Open the request to see it."
    ),
    "412": errors.PolicyChanged(
        "The policy is at version 4; the change was made for version 3. Nothing was changed. Look "
        "at what it says now, then send the change again.",
        version=4,
    ),
    "413": HTTPException(
        413,
        "The body is larger than 1,000,000 bytes. Nothing was done. Send less: put large content "
        "where the flow can fetch it, and send its address.",
    ),
    "422": errors.InputsInvalid(
        "The inputs do not fit 'content_pipeline': n_revisions: 'many' is no whole number. Nothing "
        "was started. Mend the field and start again."
    ),
    "429": errors.TooManyTries(
        "This was tried too often from 203.0.113.7. Nothing was done. Try again in 7 minutes.",
        retry_after_s=412,
    ),
    "500": RuntimeError("told"),
    "503": OperationalError("SELECT 1", {}, Exception("told")),
}


def add_troubles(web):
    """Let the server stumble at /trouble/NAME; return where each page is."""

    def stumble(name: str):
        raise TROUBLES[name]

    web.add_api_route("/trouble/{name}", stumble, methods=["GET"], include_in_schema=False)
    return {f"error-{name}": f"/trouble/{name}" for name in TROUBLES}
