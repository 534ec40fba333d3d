// Two screens of one sitting. #live holds what both see; htmx asks for it (hx-trigger="poll") and puts it in its place. This
// says when: nearly once a second while something happens, slower when nothing does, not at all in a hidden tab, and on by
// itself after a lost connection. It says what is new in [data-live-say] and keeps the reader's place.

const QUICK = 600;
const SLOW = 2500;
const SLOWEST = 6000;
const LIVELY = 180000;
const QUIET = 900000;
const LONGEST = 15000;
const READ = 12000;
const LOOK = 1000;

const live = () => document.getElementById("live");
const region = document.querySelector("[data-live-say]");
const tagOf = (element) => element?.dataset.live ?? "";
// Which words stand here, of which line.
const lineOf = (element) => element?.querySelector("[data-words]")?.dataset.words ?? headingOf(element);
const headingOf = (element) => element?.querySelector("#here")?.textContent ?? "";

let last = Date.now();
let failures = 0;
let timer = 0;
let asking = false;
let sending = 0; // forms on their way
let shown = null; // the request whose answer was put in place last
let missed = false; // the answer to a form could not be
let open = [];
let focused = null;
let byKeyboard = false;
let heading = "";
let line = "";
let answers = 0; // to forms
let before = "";
let saying = 0;
let hushing = 0;
let told = "";

const isAboutTheConnection = () => told === "away" || told === "unsent";

function say(key, more = "") {
  if (!region) return;
  window.clearTimeout(saying);
  window.clearTimeout(hushing);
  told = key;
  region.textContent = "";
  const words = [region.dataset[key] ?? "", more].filter(Boolean).join(" ");
  // A sentence that is the same as before is said again.
  if (words) saying = window.setTimeout(() => { region.textContent = words; }, 50);
  // What is new stands on the page, too; that there is no connection stands only here.
  if (words && !isAboutTheConnection()) hushing = window.setTimeout(say, READ, "");
}

function pause() {
  if (failures) return Math.min(1000 * 2 ** failures, LONGEST);
  const idle = Date.now() - last;
  return idle < LIVELY ? QUICK : idle < QUIET ? SLOW : SLOWEST;
}

const isOver = () => !live()?.hasAttribute("hx-get");

function ask() {
  window.clearTimeout(timer);
  // A form that is on its way brings what there is.
  if (asking || sending || document.hidden || isOver()) return;
  live().dispatchEvent(new CustomEvent("poll"));
  // What has just been put in place does not listen yet.
  if (!asking) timer = window.setTimeout(ask, QUICK);
}

function soon() {
  window.clearTimeout(timer);
  if (!document.hidden && !isOver()) timer = window.setTimeout(ask, pause());
}

const isPoll = (event) => event.detail.requestConfig?.verb === "get";
// A poll that fails is asked again, whatever the reason; of a form somebody wants to know.
const isLost = (xhr, byItself) => xhr.status === 0 || xhr.status >= (byItself ? 500 : 502);

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get" || !missed) return;
  // Without saying what stands here: so there is an answer in any case.
  event.detail.path = event.detail.path.replace(/\?.*/, "");
  missed = false;
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const { xhr } = event.detail;
  const byItself = isPoll(event);
  // A press that was meant for what stood here until just now.
  if (!byItself && live().hasAttribute("data-moved")) {
    event.preventDefault();
    say("moved");
    return;
  }
  xhr.begunAfter = answers;
  if (byItself) asking = true;
  else {
    sending += 1;
    last = Date.now();
  }
  // By then the element that asked may be gone, and what htmx tells it reaches nobody here.
  xhr.addEventListener("loadend", () => heard(xhr, byItself));
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status === 204 || isLost(xhr, isPoll(event))) return;
  if (xhr.getResponseHeader("X-Sitting") === null) {
    // Another page than ours, such as the sign-in: it goes the long way.
    event.detail.shouldSwap = false;
    window.location.reload();
    return;
  }
  // Put in place now, this would take away the form whose answer is still to come, or what that answer has brought.
  if (isPoll(event) && (sending || xhr.begunAfter !== answers)) event.detail.shouldSwap = false;
  open = [...live().querySelectorAll("details[open][id]")].map((each) => each.id);
  focused = live().contains(document.activeElement) ? document.activeElement : null;
  byKeyboard = focused?.matches(":focus-visible") ?? false;
  heading = headingOf(live());
  line = lineOf(live());
  before = tagOf(live());
});

function toTheHeading(root, scrolls) {
  const place = root.querySelector("#here");
  place?.focus({ preventScroll: true });
  if (scrolls) place?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:afterSwap", (event) => {
  const now = live();
  shown = event.detail.xhr;
  open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
  // Whoever was in it stays in it: at the same button, or else at the heading. Whoever goes on begins to read at the heading.
  const goesOn = !isPoll(event) && headingOf(now) !== heading;
  // By then it may be unfolded, where htmx has looked for it in vain.
  if (focused?.id) document.getElementById(focused.id)?.focus({ preventScroll: true });
  if (goesOn || (focused && !now.contains(document.activeElement))) toTheHeading(now, goesOn || (byKeyboard && !isPoll(event)));
  if (tagOf(now) === before) return;
  last = Date.now();
  if (!isPoll(event)) return;
  if (lineOf(now) !== line) {
    now.dataset.moved = "";
    window.setTimeout(() => now.removeAttribute("data-moved"), LOOK);
  }
  const { news } = now.dataset;
  say(news, ["place", "over", "several"].includes(news) ? headingOf(now) : "");
});

function heard(xhr, byItself) {
  if (byItself) asking = false;
  else {
    sending -= 1;
    answers += 1;
  }
  const lost = isLost(xhr, byItself);
  if (!byItself && xhr.status === 200 && xhr !== shown) missed = true;
  if (lost && !byItself) say("unsent");
  else if (lost && failures === 1 && told !== "unsent") say("away");
  else if (!lost && told && (!byItself || (failures > 1 && isAboutTheConnection()))) say("");
  failures = lost ? failures + 1 : 0;
  if (missed) ask();
  else soon();
}

for (const type of ["keydown", "pointerdown", "wheel", "touchmove"]) {
  window.addEventListener(type, () => {
    const wasSlow = Date.now() - last >= LIVELY;
    last = Date.now();
    if (wasSlow) ask();
  }, { passive: true });
}
document.addEventListener("visibilitychange", ask);
window.addEventListener("online", ask);
window.addEventListener("pageshow", (event) => { if (event.persisted) ask(); });
// Another script knows that there is something new by now.
document.addEventListener("sitting:ask", ask);

soon();
