// A press in the same moment as another sends nothing: the first one leads on. A form that waits for something by itself
// (autosave.js) has stopped its first press before this hears of it.

const A_MOMENT = 8000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  window.setTimeout(() => delete form.dataset.sent, A_MOMENT);
});
// Brought back by "Back", a page may send again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});
