// Niceties only: every page works without this file. No state, no request but the form that is on the page already.

const errors = document.getElementById("errors");
if (errors) errors.focus();

// Quiet mode: the page is covered before the server has answered, and Shift three times does the same as the button.
const leave = document.querySelector("form.leave");
if (leave) {
  const cover = () => {
    document.title = "";
    const sheet = document.createElement("div");
    sheet.className = "cover";
    document.body.append(sheet);
  };
  leave.addEventListener("submit", cover);
  let presses = [];
  document.addEventListener("keyup", (event) => {
    const now = Date.now();
    presses = event.key === "Shift" ? [...presses.filter((then) => now - then < 5000), now] : [];
    if (presses.length === 3) leave.requestSubmit();
  });
}

// A picture that was copied can be pasted where files are chosen.
const files = document.getElementById("files");
if (files) {
  document.addEventListener("paste", (event) => {
    if (event.clipboardData?.files.length) files.files = event.clipboardData.files;
  });
}

// A text that was shown goes to the clipboard with one click.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(text.innerText);
    button.textContent = button.dataset.done;
  });
}

// The one line cannot be sent empty or twice.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 3000);
  });
}
