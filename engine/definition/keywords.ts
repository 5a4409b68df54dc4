/**
 * Words that everybody may write on every channel of short texts, whatever workflows there are; a message that is one of them, or
 * begins with one where it says so, opens no case of its own accord. In small letters.
 */
export const GENERAL_WORDS = {
  /** Words that must end all messages: those US carriers and the FCC name, and Swahili ones. */
  stop: [
    "stop",
    "stopall",
    "unsubscribe",
    "cancel",
    "end",
    "quit",
    "revoke",
    "optout",
    "opt out",
    "acha",
    "simamisha",
  ],
  start: ["start", "unstop", "anza"],
  help: ["help", "info", "msaada"],
  english: ["english", "kiingereza"],
  swahili: ["swahili", "kiswahili"],
  /** Asks for the way to the page of a case; its id may follow. */
  link: ["link", "kiungo"],
  /** Opens another case although one is open; its text follows. */
  another: ["new", "mpya"],
} as const satisfies { readonly [meaning: string]: readonly string[] };

/** Whether a word means something already on every channel of short texts. */
export function isGeneralWord(word: string): boolean {
  const all: readonly string[] = Object.values(GENERAL_WORDS).flat();
  return all.includes(word.toLowerCase());
}
