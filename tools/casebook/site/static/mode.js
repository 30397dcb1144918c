// Runs before anything is drawn: the colours that the reader chose, else those of the system.
{
  const root = document.documentElement;
  let mode = "";
  try { mode = localStorage.getItem("mode"); } catch { /* a browser that keeps nothing */ }
  root.dataset.mode = mode || "auto";
  root.dataset.theme = root.dataset.mode !== "auto"
    ? root.dataset.mode : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
// The sign of the page, where it names none: as data, so that it costs no request.
if (!document.querySelector("link[rel=icon]")) {
  const icon = document.createElement("link");
  icon.rel = "icon";
  icon.href = "data:image/svg+xml," + encodeURIComponent("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>"
    + "<rect width='32' height='32' rx='6' fill='#8c2f1b'/>"
    + "<path d='M9 9h14M9 16h14M9 23h9' stroke='#fff' stroke-width='3'/></svg>");
  document.head.append(icon);
}
