"""How the pages of a built site arrive on a slow phone: requests, weight, largest paint, shift.

    python bench/phone.py build/html

A throttled Chromium (1.6 Mbit/s, 150 ms, CPU four times slower, 375 pixels wide) loads each
kind of page from a server of this machine that compresses, the best of five loads.  A busy
machine makes the times longer, not the weights.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import shutil
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

THREE = ("wuping-forest-tenure", "liupanshui-three-changes", "sanming-medical-reform")
KINDS = {
    "home": "index.html",
    "case": "cases/beijing-swift-response.html",
    "theme": "measures/index.html",
    "figures": "indicators/index.html",
    "figures of a field": "indicators/government-services.html",
    "policies": "policies/index.html",
    "regions": "regions/index.html",
    "timeline": "timeline/index.html",
    "compare 3": f"compare.html?cases={','.join(THREE)}",
    "search": "search.html?q=改革",
    "take along": "download/index.html",
    "changes": "changes/index.html",
}
LOADS = 5
SETTLE_MS = 2_500
_WATCH = """
globalThis.seen = { lcp: 0, cls: 0 };
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) seen.lcp = one.startTime; })
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) seen.cls += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""


class _Compressing(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def load(browser: Browser, address: str) -> tuple[int, int, float, float]:
    """Load a page once; return requests, bytes, largest paint in ms, and layout shift."""
    context = browser.new_context(viewport={"width": 375, "height": 700}, is_mobile=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 150,
            "downloadThroughput": 200_000,
            "uploadThroughput": 96_000,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="networkidle")
    # The last picture is painted after the last answer, on a busy machine long after.
    page.wait_for_timeout(SETTLE_MS)
    seen = page.evaluate("globalThis.seen")
    context.close()
    return len(sizes), int(sum(sizes)), seen["lcp"], seen["cls"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    site = parser.parse_args().site
    handler = functools.partial(_Compressing, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("| page | requests | kB gz | LCP ms | CLS |\n| --- | --- | --- | --- | --- |")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, address in KINDS.items():
            url = f"http://127.0.0.1:{server.server_port}/zh-Hant/{address}"
            loads = [load(browser, url) for _ in range(LOADS)]
            requests, weight = loads[0][:2]
            best = min((lcp for *_, lcp, _ in loads if lcp), default=0)
            shift = max(cls for *_, cls in loads)
            print(
                f"| {name} | {requests} | {weight / 1000:.0f} | {best:.0f} | {shift:.2f} |",
                flush=True,
            )
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
