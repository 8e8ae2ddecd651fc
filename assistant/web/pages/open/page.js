// What the page adds to the terminal of textual-serve, whose script runs when the page has loaded.
document.addEventListener("DOMContentLoaded", () => {
  const terminal = document.getElementById("terminal");
  terminal.dataset.sessionWebsocketUrl = location.origin.replace(/^http/, "ws") + "/ws";
  document.getElementById("again").addEventListener("click", () => location.reload());
});

// The terminal is there once the handler of textual-serve has run; what is typed belongs to it from the beginning.
window.addEventListener("load", () => {
  setTimeout(() => document.querySelector(".xterm-helper-textarea")?.focus(), 0);
});

// Browsers keep these keys for their own tabs and windows and never show them to a page: buttons send them.
document.addEventListener("click", (event) => {
  const key = event.target.dataset?.key;
  if (key) {
    const terminal = document.querySelector(".xterm-helper-textarea");
    const keyCode = key.toUpperCase().charCodeAt(0);
    terminal.focus();
    terminal.dispatchEvent(new KeyboardEvent("keydown", { key, keyCode, ctrlKey: true, bubbles: true }));
  }
});

// Such a key, pressed all the same, must not close the window without a word; who signs out has said so.
let leaving = false;
window.addEventListener("submit", () => { leaving = true; });
window.addEventListener("beforeunload", (event) => {
  if (!leaving && !document.body.classList.contains("-closed")) {
    event.preventDefault();
  }
});

// A download needs no window of its own, and browsers stop windows that open by themselves. Nothing else is opened.
window.open = (address) => {
  if (new URL(address, location.href).pathname.startsWith("/download/")) {
    const link = document.createElement("a");
    link.href = address;
    link.download = "";
    link.click();
  }
  return null;
};
