"""How long after a page is saved the browser is told, with `serve` running: from write to event."""

import http.client
import pathlib
import re
import statistics
import subprocess
import time

# The page whose words change, and the stream on which `serve` tells the browser.
PAGE = "content/en/s001/p010.md"
EVENTS = "/__sayyar/events?path=/en/s001/p010/&state=none"


def start(binary, root):
    """Starts `serve` on a free port and waits for its address, without which it is not up."""
    command = [str(binary), "serve", "--port", "0"]
    child = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in child.stdout:
        found = re.search(r"http://([\w.:\[\]]+:\d+)", line)
        if found:
            return child, found[1]
    raise SystemExit(f"`serve` ended with {child.wait()} before it named its address")


def events(address):
    """Yields whenever the page that shows `PAGE` is told to load itself again, and first because it shows nothing yet."""
    connection = http.client.HTTPConnection(address, timeout=30)
    connection.request("GET", EVENTS, headers={"Accept": "text/event-stream"})
    answer = connection.getresponse()
    if answer.status != 200:
        raise SystemExit(f"{EVENTS} answered {answer.status}")
    while True:
        line = answer.fp.readline()
        if not line:
            raise SystemExit("the event stream ended")
        if line.replace(b" ", b"").startswith(b"event:page"):
            yield line


def measure(binary, root, times):
    """Edits one page's body `times` times; seconds."""
    page = pathlib.Path(root) / PAGE
    original = page.read_text(encoding="utf-8")
    child, address = start(binary, root)
    try:
        stream = events(address)
        next(stream)
        taken = []
        for number in range(times):
            time.sleep(0.3)
            begin = time.monotonic()
            page.write_text(f"{original}\nEdit {number}.\n", encoding="utf-8")
            next(stream)
            taken.append(time.monotonic() - begin)
    finally:
        child.terminate()
        child.wait()
        page.write_text(original, encoding="utf-8")
    return {"median": statistics.median(taken), "worst": max(taken), "times": times}
