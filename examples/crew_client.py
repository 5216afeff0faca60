"""A client of a served crew: it kicks off, is told by webhooks, asks you, and resumes.

Serve the crew with `signoff serve examples/newsletter_crew.py`, then run
`python examples/crew_client.py http://127.0.0.1:8800/crews/newsletter TOKEN`. It needs nothing
but Python, and talks to every server of this API.
"""

import json
import queue
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.request import Request, urlopen

TOLD = queue.SimpleQueue()  # (which webhook, what it was told)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        TOLD.put((self.path.strip("/"), json.loads(body)))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        """Say nothing of each call."""


def call(base_url, token, method, path, body=None):
    """Call the crew and return what it answers."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    octets = None if body is None else json.dumps(body).encode()
    request = Request(base_url + path, octets, headers, method=method)  # noqa: S310 - typed by whoever runs this
    with urlopen(request) as answer:  # noqa: S310 - see above
        return json.load(answer)


def answer_for(told):
    """Show an output and ask for a yes, or for what must change."""
    print(f"\nTask {told['task_id']!r} came to:\n\n{told['task_output']}\n")
    words = input("Enter for yes, or say what must change: ").strip()
    # Not every server of this API says which request it is; where one does, a yes is bound to it.
    seen = {name: told[name] for name in ("execution_id", "task_id", "request_id") if name in told}
    return {**seen, "human_feedback": words or "Good.", "is_approve": not words}


def main(base_url, token):
    receiver = HTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    here = f"http://127.0.0.1:{receiver.server_address[1]}"
    # They are named in every call: what a resume does not name is told nothing more.
    webhooks = {"taskWebhookUrl": f"{here}/task", "crewWebhookUrl": f"{here}/crew"}

    names = call(base_url, token, "GET", "/inputs")["inputs"]
    inputs = {name: input(f"{name}: ") for name in names}
    human = {"url": f"{here}/human"}
    given = {"inputs": inputs, "humanInputWebhook": human, **webhooks}
    print("Started:", call(base_url, token, "POST", "/kickoff", given)["kickoff_id"])

    while True:
        kind, told = TOLD.get()
        if kind == "human":
            said = call(base_url, token, "POST", "/resume", {**answer_for(told), **webhooks})
            print(said["message"])
        elif kind == "task":
            print(f"Done: {told['name']}")
        else:
            print(f"\n{told['result']}")
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
