// Signing out by itself. The server decides and counts; this only says that somebody is here, warns two minutes before,
// and leaves the page when the session has ended. components/idle.html gives the numbers and the words.

const CHECK = 10000;
const TELL = 60000;

function watch(box) {
  const limit = Number(box.dataset.idle) * 1000;
  const warning = Number(box.dataset.warning) * 1000;
  const form = box.querySelector("form");
  let last = Date.now();
  let told = last;
  let telling = 0;
  let asking = false;
  let ended = false;

  // What is left by the server's count, in milliseconds; null where it cannot be reached.
  async function ask(byTimer) {
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    if (byTimer) headers["X-Timer"] = "1";
    else headers["X-Seconds-Ago"] = String(Math.round((Date.now() - last) / 1000));
    try {
      const answer = await fetch(form.action, { method: "POST", headers, credentials: "same-origin", redirect: "manual" });
      if (answer.status === 403 || answer.type === "opaqueredirect") return 0;
      return answer.ok ? (await answer.json()).left * 1000 : null;
    } catch {
      return null;
    }
  }

  async function tell() {
    window.clearTimeout(telling);
    telling = 0;
    told = Date.now();
    if ((await ask(false)) === 0) end();
  }

  // At most once a minute, and then also what came within that minute: the server must not count too little.
  function here() {
    if (ended) return;
    last = Date.now();
    const soon = TELL - (last - told);
    if (box.open || soon <= 0) {
      if (box.open) box.close();
      tell();
    } else telling ||= window.setTimeout(tell, soon);
  }

  function keepDrafts() {
    const unsent = { forms: [] };
    document.dispatchEvent(new CustomEvent("idle", { detail: unsent }));
    return unsent.forms;
  }

  function end() {
    if (ended) return;
    ended = true;
    const [unsent] = keepDrafts();
    document.documentElement.classList.add("leaving");
    // What could not be kept goes the long way: the server keeps it until the same person has signed in again.
    if (unsent) HTMLFormElement.prototype.submit.call(unsent);
    else window.location.replace(window.location.pathname + window.location.search);
  }

  async function check() {
    if (asking || ended || Date.now() - last < limit - warning) return;
    asking = true;
    const left = await ask(true);
    asking = false;
    if (left === null) {
      if (Date.now() - last >= limit) end();
    } else if (left > warning) {
      // Somebody is here in another tab.
      last = Date.now() - (limit - left);
      if (box.open) box.close();
    } else if (left <= 0) end();
    else if (!box.open) {
      keepDrafts();
      box.show();
    }
  }

  for (const type of ["keydown", "pointerdown", "input", "wheel", "touchmove"]) {
    window.addEventListener(type, here, { capture: true, passive: true });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  window.setInterval(check, CHECK);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") check();
  });
}

document.querySelectorAll("[data-idle]").forEach(watch);
