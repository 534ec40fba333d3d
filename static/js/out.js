// Leave this page: a press, or Shift three times. The page goes blank at once; the server ends the session at /out.
// Without JavaScript the same link does the same, only without the blank moment and the key.

const WITHIN = 5000;

function blank() {
  document.documentElement.classList.add("leaving");
  document.title = "\u00a0";
}

function leave() {
  blank();
  window.location.replace("/out");
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-leave]") || event.button !== 0) return;
  event.preventDefault();
  leave();
});

let presses = 0;
let last = 0;
let alone = false;
let fading = 0;

// Which of the two sentences of the page is said; none where there is nothing to say.
function show(which) {
  const region = document.querySelector("[data-say]");
  const text = (which && region?.dataset[which]) || "";
  if (region && region.textContent !== text) region.textContent = text;
  const dots = document.querySelector(".leave");
  if (presses) dots?.setAttribute("data-presses", presses);
  else dots?.removeAttribute("data-presses");
}

function forget() {
  window.clearTimeout(fading);
  if (presses) {
    presses = 0;
    show("");
  }
  alone = false;
}

window.addEventListener("keydown", (event) => {
  if (event.key !== "Shift") forget();
  // While a word is being put together from several keys, Shift belongs to the word.
  else if (event.isComposing) forget();
  else if (!event.repeat) alone = !(event.ctrlKey || event.altKey || event.metaKey);
}, true);

window.addEventListener("pointerdown", forget, true);

window.addEventListener("keyup", (event) => {
  if (event.key !== "Shift" || !alone) return;
  alone = false;
  const now = event.timeStamp;
  presses = now - last <= WITHIN ? presses + 1 : 1;
  last = now;
  window.clearTimeout(fading);
  fading = window.setTimeout(forget, WITHIN);
  if (presses === 3) leave();
  else show(presses === 2 ? "once" : "twice");
}, true);

// A page that the browser kept in memory must not come back on "Back".
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  blank();
  window.location.reload();
});
