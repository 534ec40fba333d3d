// Lines are put in another place by their handle: <div data-lines> holds <section data-line="id">, each with a hidden
// <button data-handle> and a form[data-place], which says before which line it is to stand. Letting go sends that form,
// as its own buttons do: they are there for the keyboard, and where no script runs.

const EDGE = 96;
const STEP = 24;

function watch(lines) {
  const all = () => [...lines.querySelectorAll("[data-line]")];

  function follow(handle, line, form) {
    const began = all().indexOf(line);
    // Where the middle of another line is passed, they change places.
    const move = (event) => {
      // A long list goes along at the edges of the screen.
      if (event.clientY < EDGE) window.scrollBy(0, -STEP);
      else if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, STEP);
      const order = all();
      const from = order.indexOf(line);
      const others = order.filter((each) => each !== line);
      const next = others.findIndex((each) => {
        const { top, height } = each.getBoundingClientRect();
        return event.clientY < top + height / 2;
      });
      const to = next < 0 ? others.length : next;
      // The others step aside: a line that left its place for a moment would let go of the pointer.
      order.slice(to, from).reverse().forEach((each) => line.after(each));
      order.slice(from + 1, to + 1).forEach((each) => line.before(each));
    };
    const end = (event) => {
      handle.removeEventListener("pointermove", move);
      line.classList.remove("held");
      const order = all();
      if (event.type === "pointercancel" || order.indexOf(line) === began) return;
      const before = Object.assign(document.createElement("input"), { type: "hidden", name: "before" });
      before.value = order[order.indexOf(line) + 1]?.dataset.line ?? "";
      form.querySelectorAll("input[name=before]").forEach((each) => each.remove());
      form.append(before);
      form.submit();
    };
    line.classList.add("held");
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", end, { once: true });
    handle.addEventListener("pointercancel", end, { once: true });
  }

  for (const line of all()) {
    const form = line.querySelector("form[data-place]");
    const handle = line.querySelector("[data-handle]");
    if (!form || !handle) continue;
    handle.hidden = false;
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      follow(handle, line, form);
    });
  }
}

document.querySelectorAll("[data-lines]").forEach(watch);
