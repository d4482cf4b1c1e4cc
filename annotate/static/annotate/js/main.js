import "./theme.js";
import "./keys.js";
import "./copy.js";
import "./rows.js";
import "./autosave.js";
import "./combobox.js";
import "./sections.js";
import "./toggles.js";
