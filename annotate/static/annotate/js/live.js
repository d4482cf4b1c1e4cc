// What the server sends while one fills in a case goes to many places; where it says nothing new it is not
// put in, so that nobody hears it twice. A field is invalid as long as its message says why.

if (document.getElementById("derived-values"))
  document.addEventListener("htmx:oobBeforeSwap", putInWhatIsNew);

function putInWhatIsNew(event) {
  const { target, fragment } = event.detail;
  const words = fragment.textContent.trim();
  event.detail.shouldSwap = words !== target.textContent.trim();
  if (target.matches(".msg")) judge(target.id, Boolean(words));
}

function judge(message, isInvalid) {
  for (const field of document.querySelectorAll(`[aria-describedby~="${message}"]`))
    if (isInvalid) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
}
