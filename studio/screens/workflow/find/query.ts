import { fold } from "../../../../engine/definition/conditions/evaluate.js";

/** What can stand before a colon, and what it asks for. */
const FILTERS = ["uses", "has", "is", "before", "after"] as const;

/** One thing that what is found has to be: words that stand in it, or a filter. All of them must hold. */
export type Demand = {
  readonly by: "words" | (typeof FILTERS)[number];
  /** In lower case and without accents. */
  readonly text: string;
};

/** What somebody looks for: `assign uses:"Ticket routing" has:error`. */
export function demandsOf(typed: string): readonly Demand[] {
  return [...typed.matchAll(/(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/gi)].flatMap(
    (match): readonly Demand[] => {
      const [whole, key = "", quoted, plain] = match;
      const text = fold(quoted ?? plain ?? "");
      const filter = FILTERS.find((one) => one === key.toLowerCase());
      if (filter) return text === "" ? [] : [{ by: filter, text }];
      // Half a filter asks for nothing yet; any other word with a colon in it is a word.
      const words = FILTERS.some((one) => `${one}:` === whole.toLowerCase()) ? "" : fold(whole);
      return words === "" ? [] : [{ by: "words", text: words }];
    },
  );
}

/** A filter as it is typed, for a button that types it. */
export function filterText(by: Exclude<Demand["by"], "words">, text: string): string {
  return /[\s"]/.test(text) ? `${by}:"${text.replaceAll('"', "")}"` : `${by}:${text}`;
}
