// Sentences the scripts say, translated on the server and handed over in a <meta> element.
const source = document.querySelector('meta[name="td-texts"]');
const sentences = source ? JSON.parse(source.content) : {};

/** Return a sentence with its {names} filled in, numbers as the language writes them; an unknown key is a programming error and shows. */
export function text(key, values = {}) {
  if (!(key in sentences)) throw new Error(`No sentence for "${key}": add it to app/web/script_texts.py`);
  return sentences[key].replace(/\{(\w+)\}/g, (_, name) => written(values[name]));
}

const written = (value) => (typeof value === "number" ? value.toLocaleString(document.documentElement.lang) : String(value));

/** Return the hour and minute of a moment as people here write it: 09:41. */
export function clock(moment = new Date()) {
  return moment.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Ho_Chi_Minh" });
}
