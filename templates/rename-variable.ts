import { readTemplate, type Place } from "./read.js";
import { usesOf } from "./uses.js";

/** The text with a variable under another name; as it was when it does not name it, or cannot be read. */
export function withVariableRenamed(source: string, from: string, to: string): string {
  const read = readTemplate(source);
  if (!read.ok) return source;
  const lines = [0, ...[...source.matchAll(/\r\n?|\n/g)].map((end) => end.index + end[0].length)];
  const offsetOf = ({ line, column }: Place) => (lines[line - 1] ?? 0) + column - 1;
  // From the end, so that what stands before keeps its place.
  return usesOf(read.parts)
    .filter(({ path }) => path === from)
    .map(({ at }) => offsetOf(at))
    .sort((one, other) => other - one)
    .reduce((text, at) => text.slice(0, at) + to + text.slice(at + from.length), source);
}
