import { parseCaseId } from "../cases/case-id.js";
import { GENERAL_WORDS } from "../definition/keywords.js";

/**
 * What a message means before any workflow sees it. `language` names the one asked for; a `link` may be wanted to a certain
 * case.
 */
export type Keyword =
  | { readonly kind: "stop" | "start" | "help" }
  | { readonly kind: "language"; readonly language: string }
  | { readonly kind: "link"; readonly caseId: string | null }
  | { readonly kind: "another"; readonly text: string };

/** Longest message that can be a keyword, with some blanks and exclamation marks; what is longer takes no time to read. */
const LONGEST_KEYWORD = 40;

/** Asks for the way to the page of a case: "LINK", or "LINK T-4K7Q-9". */
const LINK = new RegExp(`^(?:${GENERAL_WORDS.link.join("|")})(?:[\\s:]+(\\S.*))?$`, "i");

/** First words that open another case although one is open: "NEW I lost my card". */
const ANOTHER = new RegExp(`^(?:${GENERAL_WORDS.another.join("|")})(?:[\\s:,.-]+|$)`, "i");

/**
 * Reads a message that is a keyword and nothing else, except for NEW, which takes the rest as its text.
 * "Please stop calling me" is no keyword: a person reads it.
 */
export function readKeyword(text: string): Keyword | null {
  const bare = text.trim();
  const word = bare.length > LONGEST_KEYWORD ? "" : asWord(bare);
  if (isOne(word, "stop")) return { kind: "stop" };
  if (isOne(word, "start")) return { kind: "start" };
  if (isOne(word, "help")) return { kind: "help" };
  if (isOne(word, "english")) return { kind: "language", language: "en" };
  if (isOne(word, "swahili")) return { kind: "language", language: "sw" };
  const link = bare.length > LONGEST_KEYWORD ? null : LINK.exec(bare);
  if (link) return linkTo(link[1]);
  const another = ANOTHER.exec(bare);
  return another ? { kind: "another", text: bare.slice(another[0].length).trim() } : null;
}

function isOne(word: string, meaning: keyof typeof GENERAL_WORDS): boolean {
  const words: readonly string[] = GENERAL_WORDS[meaning];
  return words.includes(word);
}

/** "Link is broken" is for a person to read. */
function linkTo(rest: string | undefined): Keyword | null {
  const caseId = rest === undefined ? null : parseCaseId(rest);
  return rest !== undefined && caseId === null ? null : { kind: "link", caseId };
}

function asWord(text: string): string {
  return text
    .replace(/[\s.!]+$/, "")
    .replaceAll(/\s+/g, " ")
    .toLowerCase();
}
