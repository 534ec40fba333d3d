// Says how many characters are left, only in the last tenth of a field's limit, in the words that the field brings. The server
// counts again, and never cuts.
const inWords = (number) => number.toLocaleString(document.documentElement.lang);
for (const input of document.querySelectorAll("[data-most]")) {
  const { left: someLeft, over: tooMany } = input.dataset;
  const most = Number(input.dataset.most);
  const note = document.createElement("p");
  note.className = "kept";
  note.setAttribute("role", "status");
  note.hidden = true;
  input.after(note);
  const count = () => {
    const left = most - input.value.length;
    note.hidden = left > most / 10;
    note.textContent = (left >= 0 ? someLeft : tooMany).replace("{number}", inWords(Math.abs(left)));
  };
  input.addEventListener("input", count);
  count();
}
