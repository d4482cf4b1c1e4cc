// Storage that may be closed (private windows, blocked cookies): reading then finds nothing.

export function read(name, storage = "localStorage") {
  try {
    return window[storage].getItem(name);
  } catch {
    return null;
  }
}

export function write(name, value, storage = "localStorage") {
  try {
    if (value === null) window[storage].removeItem(name);
    else window[storage].setItem(name, value);
  } catch {
    // What could not be kept lasts until the page is left.
  }
}

export function names(prefix, storage = "localStorage") {
  try {
    return Object.keys(window[storage]).filter((name) => name.startsWith(prefix));
  } catch {
    return [];
  }
}
