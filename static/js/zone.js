// The person's time zone, where a form asks for it and nobody has said yet.
for (const input of document.querySelectorAll("input[name=zone]")) {
  if (input.value) continue;
  try {
    input.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  } catch {
    // The server takes UTC, and the person can choose under More.
  }
}
