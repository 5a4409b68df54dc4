/** Lines that stand between an answer and what it answers to; Outlook and webmail write them in many languages. */
const DIVIDERS = [
  /^-{2,}\s*(original message|original nachricht|message d'origine|ujumbe asili)\s*-{2,}$/i,
  /^_{20,}$/,
];

/** First line of a block of headers that Outlook copies, and the lines that may follow it. */
const COPIED_FROM = /^\*?(from|von|de|kutoka):\*?\s/i;
const COPIED_OTHER = /^\*?(sent|date|to|subject|gesendet|an|envoyé|à|tarehe|kwenda|mada|cc):\*?\s/i;

/** An introduction such as "On Monday Amina wrote:" takes at most three lines. */
const LONGEST_INTRODUCTION = 3;

/**
 * What a person wrote, without the history that their mail program put below it. Words between quoted lines or below them
 * stay with those lines, because they mean nothing alone; a mail that is nothing but history stays whole.
 */
export function withoutHistory(text: string): string {
  const lines = text.split("\n");
  const divider = lines.findIndex((_, i) => isDivider(lines, i));
  const above = divider < 0 ? lines : lines.slice(0, divider);
  return withoutQuote(above).join("\n").trim() || text.trim();
}

function isDivider(lines: readonly string[], index: number): boolean {
  const line = lines[index]?.trim() ?? "";
  if (DIVIDERS.some((divider) => divider.test(line))) return true;
  const next = lines.slice(index + 1, index + 3);
  return COPIED_FROM.test(line) && next.some((other) => COPIED_OTHER.test(other.trim()));
}

/** Cuts quoted lines off at the end, with the lines that introduce them. */
function withoutQuote(lines: readonly string[]): readonly string[] {
  const isQuote = (line: string) => line.startsWith(">");
  const lastOwn = lines.findLastIndex((line) => line.trim() !== "" && !isQuote(line));
  const quoted = lines.slice(lastOwn + 1).some(isQuote);
  if (!quoted) return lines;
  return lines.slice(0, introductionAt(lines, lastOwn));
}

/** Where the introduction that ends at a line begins: it ends in a colon and begins after an empty line. */
function introductionAt(lines: readonly string[], last: number): number {
  if (!/:\s*$/.test(lines[last] ?? "")) return last + 1;
  for (let length = 1; length <= LONGEST_INTRODUCTION; length += 1) {
    const before = lines[last - length];
    if (before === undefined || before.trim() === "") return last - length + 1;
  }
  return last;
}
