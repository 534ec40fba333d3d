// Private writing behind "Tap to read" is veiled again: after a minute in which nothing is done, and when the tab is hidden.

const IDLE = 60000;
// A page of a sitting gets others while it stands there.
const veils = () => document.querySelectorAll("details[data-veil]");

function close() {
  for (const veil of veils()) {
    if (veil.open && veil.contains(document.activeElement)) veil.querySelector("summary").focus();
    veil.open = false;
  }
}

if (veils().length || document.getElementById("live")) {
  let timer = window.setTimeout(close, IDLE);
  const here = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(close, IDLE);
  };
  for (const type of ["keydown", "pointerdown", "input", "wheel", "touchmove"]) {
    window.addEventListener(type, here, { capture: true, passive: true });
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") close();
  });
}
