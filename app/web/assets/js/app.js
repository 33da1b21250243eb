// Everything that runs on each page. Pages work without it; it saves typing, waiting and mistakes.
import * as autosave from "./autosave.js";
import * as bulk from "./bulk.js";
import * as conditions from "./conditions.js";
import * as dialogs from "./dialogs.js";
import * as errors from "./errors.js";
import * as filter from "./filter.js";
import * as grid from "./grid.js";
import * as htmxSetup from "./htmx-setup.js";
import * as localCopy from "./local-copy.js";
import * as naming from "./naming.js";
import * as rail from "./rail.js";
import * as reveal from "./reveal.js";
import * as shortcuts from "./shortcuts.js";
import * as submitting from "./submitting.js";
import * as themeSwitch from "./theme-switch.js";
import * as toasts from "./toast.js";
import * as unsaved from "./unsaved.js";
import * as upload from "./upload.js";

for (const behaviour of [htmxSetup, localCopy, themeSwitch, toasts, dialogs, rail, errors, reveal, grid, conditions, naming,
  upload, autosave, filter, bulk, unsaved, submitting, shortcuts]) {
  behaviour.start();
}
