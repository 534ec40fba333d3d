// The minutes of a break in #live, and a minute of breathing. Neither is announced: a screen reader would speak all the time.
// What is new when the break is over, together.js asks for.

const BREATHS = 6;
const IN = 4000;
const OUT = 6000;
let counting = 0;

function countDown(box) {
  window.clearInterval(counting);
  if (!box) return;
  const end = Date.now() + Number(box.dataset.left) * 1000;
  const show = () => {
    const minutes = Math.max(1, Math.ceil((end - Date.now()) / 60000));
    box.textContent = minutes === 1 ? box.dataset.minute : box.dataset.minutes.replace("{minutes}", minutes);
    if (Date.now() >= end) document.dispatchEvent(new CustomEvent("sitting:ask"));
  };
  box.hidden = false;
  show();
  counting = window.setInterval(show, 1000);
}

function offerBreathing(button, box) {
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => breathe(box, button));
}

function breathe(box, button) {
  button.hidden = true;
  box.hidden = false;
  box.focus({ preventScroll: true });
  const step = (number) => {
    if (!box.isConnected) return;
    const isOut = number % 2 === 1;
    box.textContent = number === BREATHS * 2 ? box.dataset.done : isOut ? box.dataset.out : box.dataset.in;
    box.dataset.now = number === BREATHS * 2 ? "done" : isOut ? "out" : "in";
    if (number === BREATHS * 2) {
      button.hidden = false;
      if (document.activeElement === box) button.focus({ preventScroll: true });
    } else window.setTimeout(step, isOut ? OUT : IN, number + 1);
  };
  step(0);
}

function show() {
  const live = document.getElementById("live");
  countDown(live?.querySelector("[data-left]"));
  offerBreathing(live?.querySelector("[data-breathe]"), live?.querySelector("[data-breath]"));
}

document.addEventListener("htmx:afterSwap", show);
show();
