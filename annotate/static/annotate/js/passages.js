// Words and their place in a text, as the server has them: NFC, lines ended by LF, counted in code
// points. A browser counts in UTF-16, where 🕊 is two.

const WHITE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const AT_START = new RegExp(`^${WHITE}`);
const AT_END = new RegExp(`${WHITE}$`);
export const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

export function normalise(text) {
  const whole = text.toWellFormed?.() ?? text;
  return whole.replaceAll("\0", "").replace(/\r\n?/g, "\n").normalize("NFC");
}

// White space as Python knows it: the server takes it off the ends of fields.
export const strip = (text) => text.replace(AT_START, "").replace(AT_END, "");

// The selected words without white space at their ends, and where they begin; null for none.
export function passage(text, from, to) {
  const start = cutsPair(text, from) ? from - 1 : from;
  const selected = text.slice(start, cutsPair(text, to) ? to + 1 : to);
  const words = strip(selected);
  if (!words) return null;
  const white = selected.match(AT_START)?.[0].length ?? 0;
  return { words, start: length(text.slice(0, start + white)) };
}

function cutsPair(text, at) {
  return at > 0 && at < text.length && text.codePointAt(at - 1) > 0xffff;
}

// In code points.
export function length(text) {
  return text.length - (text.match(PAIR)?.length ?? 0);
}

// Where the browser finds words that begin at a place: there, else where they stand first; or -1.
export function found(text, words, start) {
  const here = units(text, start);
  return text.startsWith(words, here) ? here : text.indexOf(words);
}

function units(text, start) {
  let at = 0;
  for (let passed = 0; passed < start && at < text.length; passed += 1)
    at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}
