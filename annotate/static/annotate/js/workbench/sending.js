// One answer of the server to the sheet, told apart by what is to be done about it.

const WAIT_MS = 20_000;

// `{ kind, … }`: saved, refused (`errors`), overtaken (`said`, `version`, `compare`), closed
// (`said`), signed-out; or offline and failing, after which one tries again.
export async function send(url, body) {
  const headers = { Accept: "application/json" };
  const signal = AbortSignal.timeout(WAIT_MS);
  let response;
  try {
    response = await fetch(url, { method: "POST", body, headers, signal });
  } catch (error) {
    return { kind: error.name === "TimeoutError" ? "failing" : "offline" };
  }
  const answer = await response.json().catch(() => null);
  return { ...answer, kind: kindOf(response.status, answer) };
}

function kindOf(status, answer) {
  if (status >= 500 || status === 429) return "failing";
  if (status === 404) return "closed";
  if (!answer) return "signed-out"; // the page for signing in, or of a token that has changed
  return { 200: "saved", 400: "refused", 403: "closed", 409: "overtaken" }[status] ?? "failing";
}
