// Keeps what is being written: <form data-autosave="/…/draft/">, a hidden `revision`, and components/kept.html inside.
// The form's own button works the same without this.

const QUIET = 1500;
const LONGEST_PAUSE = 30000;
const LONGEST_WAIT = 5000;

function watch(form) {
  const region = form.querySelector("[data-kept]");
  let timer = 0;
  let sending = null;
  let changed = false;
  let stopped = false;
  let waiting = false;
  let pause = QUIET;
  let typed = Date.now();

  const say = (text) => {
    if (region && region.textContent !== text) region.textContent = text;
  };
  const stop = (text) => {
    stopped = true;
    say(text);
  };
  const soon = (wait) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => send(), wait);
  };
  const failed = () => {
    changed = true;
    say("Not kept yet: still trying");
    pause = Math.min(pause * 2, LONGEST_PAUSE);
    soon(pause);
  };

  function send(byTimer = false) {
    if (stopped || !changed) return;
    if (sending) return soon(QUIET);
    changed = false;
    sending = keep(byTimer).finally(() => {
      sending = null;
    });
  }

  async function keep(byTimer) {
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new FormData(form),
        headers: {
          "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
          Accept: "application/json",
          ...(byTimer ? { "X-Timer": "1" } : { "X-Seconds-Ago": String(Math.round((Date.now() - typed) / 1000)) }),
        },
        credentials: "same-origin",
        redirect: "manual",
        keepalive: document.visibilityState === "hidden",
      });
      if (answer.status === 409) {
        stop("These words changed in another tab. They are not kept from here any more: copy yours, then open this page again.");
      } else if (answer.type === "opaqueredirect" || answer.status === 403) {
        stop("You are signed out here, so nothing more is kept. Copy what you wrote, then sign in again.");
      } else if (answer.ok) {
        const { revision } = await answer.json();
        if (revision !== undefined && form.elements.revision) form.elements.revision.value = revision;
        pause = QUIET;
        if (!changed) say("Kept");
      } else if (answer.status === 422) {
        say("Not kept yet: something is to be mended. Press the button to see what.");
      } else failed();
    } catch {
      failed();
    }
  }

  form.addEventListener("input", () => {
    changed = true;
    typed = Date.now();
    if (!stopped && pause === QUIET) {
      say("");
      soon(QUIET);
    }
  });
  // A draft on its way makes the revision in this form an old one: the press waits for its answer, which brings the new.
  form.addEventListener("submit", (event) => {
    stopped = true;
    window.clearTimeout(timer);
    if (!sending) return;
    event.preventDefault();
    if (waiting) return;
    waiting = true;
    const { submitter } = event;
    const waited = new Promise((resolve) => window.setTimeout(resolve, LONGEST_WAIT));
    Promise.race([sending, waited]).then(() => {
      sending = null;
      form.requestSubmit(submitter);
    });
  });
  // The session is about to end by itself, or has: idle.js. What is still not kept, it sends as a whole.
  document.addEventListener("idle", (event) => {
    if (stopped || !(changed || sending)) return;
    event.detail.forms.push(form);
    send(true);
  });
  // Leaving the tab is a pause in writing.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") send();
  });
}

document.querySelectorAll("form[data-autosave]").forEach(watch);
