// Says how many characters are left, only in the last tenth of a field's limit. The server counts again, and never cuts.
for (const input of document.querySelectorAll("[data-most]")) {
  const most = Number(input.dataset.most);
  const note = document.createElement("p");
  note.className = "kept";
  note.setAttribute("role", "status");
  note.hidden = true;
  input.after(note);
  const count = () => {
    const left = most - input.value.length;
    note.hidden = left > most / 10;
    note.textContent = left >= 0 ? `${left.toLocaleString("en")} characters left` : `${(-left).toLocaleString("en")} characters too many`;
  };
  input.addEventListener("input", count);
  count();
}
