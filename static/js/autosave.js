// Keeps what is being written: <form data-autosave="/…/draft/">, a hidden `revision`, and components/kept.html inside.
// Only fields that have changed are sent, each named once more as `sent_field`: the server leaves the others as they are.
// `data-unsent` says that the page shows words which are not kept, as after a form that is to be mended.
// What it says are the sentences of the component.
// The form's own button works the same without this.

const QUIET = 1500;
const LONGEST_PAUSE = 30000;
const LONGEST_WAIT = 5000;
// While its page is left, a browser sends 64 kB and no more (fetch, keepalive); around each field there is something too.
const MOST_WHILE_LEAVING = 60000;
const AROUND_A_FIELD = 300;

const bytes = (text) => new TextEncoder().encode(text.replace(/\r\n?|\n/g, "\r\n")).length;

function isRestored(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return "defaultValue" in field && field.value !== field.defaultValue;
}

function watch(form) {
  const region = form.querySelector("[data-kept]");
  const sentences = region?.dataset ?? {};
  const { revision } = form.elements;
  const changed = new Set(); // to be sent as soon as it is quiet
  const held = new Set(); // not kept either, and not sent before something is typed
  let timer = 0;
  let sending = null;
  let stopped = true; // until the page is there
  let waiting = false;
  let going = false;
  let away = false;
  let pause = QUIET;
  let typed = Date.now();

  const isUnsent = () => changed.size + held.size > 0 || sending !== null;
  const say = (text) => {
    if (region && region.textContent !== text) region.textContent = text;
  };
  const remember = (number) => {
    revision.value = number;
    window.history.replaceState({ revision: number }, "");
  };
  const stop = (text) => {
    stopped = true;
    say(text);
  };
  const soon = (wait) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => send(), wait);
  };
  const failed = (names) => {
    names.forEach((name) => changed.add(name));
    say(sentences.trying);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
    soon(pause);
  };

  // These fields with what they hold, and how large it is.
  function packed(names) {
    const all = new FormData(form);
    const body = new FormData();
    let size = AROUND_A_FIELD;
    body.set("revision", revision.value);
    for (const name of names) {
      const values = all.getAll(name);
      size += values.reduce((sum, value) => sum + AROUND_A_FIELD + bytes(value), AROUND_A_FIELD);
      body.append("sent_field", name);
      values.forEach((value) => body.append(name, value));
    }
    return { body, size };
  }

  function send(byTimer = false) {
    if (stopped || !changed.size) return;
    if (sending) return soon(QUIET);
    const names = [...changed];
    changed.clear();
    sending = keepAll(names, byTimer).finally(() => {
      sending = null;
      guard();
    });
    guard();
  }

  // What is in order goes once more where something beside it is to be mended.
  async function keepAll(names, byTimer) {
    let left = names;
    while (left?.length) left = await keep(left, byTimer);
    if (left === null) return;
    if (held.size) say(sentences.toMend);
    else if (!changed.size) say(sentences.saved);
  }

  // Sends these fields. Returns the names of those that are to be sent once more, or null where nothing can be sent now.
  async function keep(names, byTimer) {
    const { body, size } = packed(names);
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body,
        headers: {
          "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
          Accept: "application/json",
          ...(byTimer ? { "X-Timer": "1" } : { "X-Seconds-Ago": String(Math.round((Date.now() - typed) / 1000)) }),
        },
        credentials: "same-origin",
        redirect: "manual",
        keepalive: size <= MOST_WHILE_LEAVING,
      });
      away = answer.status >= 502 && answer.status <= 504;
      if (answer.ok) {
        remember((await answer.json()).revision);
        pause = QUIET;
        return [];
      }
      if (answer.status === 422) return hold(names, (await answer.json()).errors);
      if (answer.status === 409) {
        names.forEach((name) => changed.add(name));
        stop(sentences.elsewhere);
      } else if (answer.type === "opaqueredirect" || answer.status === 403) {
        names.forEach((name) => changed.add(name));
        stop(sentences.signedOut);
      } else failed(names);
    } catch {
      away = true;
      failed(names);
    }
    return null;
  }

  // What is to be mended waits; what came with it and is in order does not.
  function hold(names, errors) {
    const wrong = names.filter((name) => name in errors);
    (wrong.length ? wrong : names).forEach((name) => held.add(name));
    return names.filter((name) => !held.has(name));
  }

  // Whether the server can be reached. It hears what is unsent first, and so the button sends no older revision.
  async function isThere() {
    const before = sending;
    if (before) await before;
    if (changed.size && !stopped) {
      send();
      await sending;
    } else if (!before) {
      away = await fetch(document.querySelector("link[rel=icon]").href, { cache: "no-store" }).then(() => false, () => true);
    }
    return !away;
  }

  function asks(event) {
    // Leave this page, and the end of a session, go without a question.
    if (document.documentElement.classList.contains("leaving")) return;
    send();
    event.preventDefault();
    event.returnValue = true; // browsers of 2022 ask by this
  }

  // Listening for nothing would keep some browsers from bringing the page back as it was.
  function guard() {
    if (isUnsent() && !going) window.addEventListener("beforeunload", asks);
    else window.removeEventListener("beforeunload", asks);
  }

  form.addEventListener("input", (event) => {
    if (event.target.name) changed.add(event.target.name);
    held.forEach((name) => changed.add(name));
    held.clear();
    typed = Date.now();
    guard();
    if (!stopped && pause === QUIET) {
      say("");
      soon(QUIET);
    }
  });
  form.addEventListener("submit", (event) => {
    if (going) return;
    event.preventDefault();
    if (waiting) return;
    waiting = true;
    const { submitter } = event;
    const waited = new Promise((resolve) => window.setTimeout(resolve, LONGEST_WAIT, true));
    Promise.race([isThere().catch(() => true), waited]).then((there) => {
      waiting = false;
      if (!there) return say(sentences.away);
      going = stopped = true;
      window.clearTimeout(timer);
      guard();
      form.requestSubmit(submitter);
    });
  });
  // The session is about to end by itself, or has: idle.js. What is still not kept, it sends as a whole.
  document.addEventListener("idle", (event) => {
    if (stopped || !isUnsent()) return;
    event.detail.forms.push(form);
    send(true);
  });
  // Leaving the tab is a pause in writing.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") send();
  });

  // On "Back" a browser fills in what stood in the fields when their page was left, at last. They get the revision that they
  // had then, or they would go over what was kept since; where nothing was, or the page is a new one and all this was typed
  // while the script was on its way, they are kept like anything that is typed.
  const named = [...form.elements].filter((field) => field.name && field.type !== "hidden");
  const before = window.history.state?.revision ?? revision.value;
  const isOlder = String(before) !== revision.value;
  remember(revision.value);
  window.addEventListener("pageshow", () => {
    const restored = named.filter((field) => isRestored(field) && !changed.has(field.name));
    if (restored.length && isOlder) remember(before);
    for (const field of "unsent" in form.dataset ? named : restored) held.add(field.name);
    if (!isOlder && (restored.length || changed.size)) {
      held.forEach((name) => changed.add(name));
      held.clear();
    }
    stopped = false;
    if (changed.size) soon(QUIET);
    guard();
  }, { once: true });
}

document.querySelectorAll("form[data-autosave]").forEach(watch);
