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
