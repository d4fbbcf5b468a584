let display: Intl.DisplayNames | undefined;
let scripts: Intl.DisplayNames | undefined;

/** Codes for which CLDR's canonical form misleads: macrolanguages it maps to one member, or codes it does not know. */
const OWN_NAMES = new Map([
  ["hbs", "Serbo-Croatian"],
  ["zlm", "Malay"],
  ["nob", "Norwegian"],
]);

const WELL_FORMED = /^[a-z]{2,3}$/;

function scriptName(script: string): string {
  scripts ??= new Intl.DisplayNames(["en"], { type: "script", fallback: "code" });
  return /^[A-Z][a-z]{3}$/.test(script) ? (scripts.of(script) ?? script) : script;
}

/**
 * The English name of a language (`cmn` → `Chinese`, `und-Latn` → `Latin-script`), for use before a noun.
 * An unknown code stands for itself.
 * @param code ISO 639-3, or `und-` and an ISO 15924 script. CLDR maps the three-letter codes to the names of BCP 47.
 */
export function languageName(code: string): string {
  if (code.startsWith("und-")) return `${scriptName(code.slice(4))}-script`;
  const own = OWN_NAMES.get(code);
  if (own !== undefined) return own;
  if (code === "und" || !WELL_FORMED.test(code)) return code;
  display ??= new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });
  return display.of(code) ?? code;
}

/** What a run is in, as a noun phrase: `Chinese (simplified)`, `Han text (Chinese or Japanese)`, `Thai`. */
export function runLanguage(language: string, script: string): string {
  if (language === "und") {
    return script === "Hani" ? "Han text (Chinese or Japanese)" : `text in ${scriptName(script)} script`;
  }
  const name = languageName(language);
  if (script === "Hans") return `${name} (simplified)`;
  if (script === "Hant") return `${name} (traditional)`;
  return name;
}
