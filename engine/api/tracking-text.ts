/**
 * A message written on the page of one case, quoting it: then it belongs to that case whatever else is open, and it is
 * never taken for a keyword.
 */
export function quoting(text: string, caseId: string): string {
  return `${text.trim()} (${caseId})`;
}

/** The same message as its writer wrote it. */
export function withoutQuote(text: string, caseId: string): string {
  const quote = ` (${caseId})`;
  return text.endsWith(quote) ? text.slice(0, -quote.length) : text;
}
