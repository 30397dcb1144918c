// Runs before anything is drawn: the colours that the reader chose, else those of the system.
{
  const root = document.documentElement;
  let mode = "";
  try { mode = localStorage.getItem("mode"); } catch { /* a browser that keeps nothing */ }
  root.dataset.mode = mode || "auto";
  root.dataset.theme = root.dataset.mode !== "auto"
    ? root.dataset.mode : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
