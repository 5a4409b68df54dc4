/** Where a place in a YAML text is in what the text describes, as far as lines and indents tell: also in a text that cannot be read. */
export type TextPlace = {
  /** Keys that lead to the object or the list around it; an entry of a list is `0`. */
  readonly inside: readonly string[];
  /** The member whose value is written there; null where the name of a member, or an entry of a list, is. */
  readonly member: string | null;
  /** Where the word begins that the place is in. */
  readonly wordFrom: number;
};

const KEY = /^("[^"]*"|[^\s"#[{,][^:#]*?)\s*:(?:\s|$)/u;

/** The place of an offset in a text. */
export function placeAt(text: string, offset: number): TextPlace {
  const from = text.lastIndexOf("\n", offset - 1) + 1;
  const before = text.slice(from, offset);
  const { column, entries, rest } = unpacked(before);
  const around = parents(text.slice(0, from), { column, entries });
  const key = KEY.exec(rest)?.[1];
  if (key === undefined) return withFlow(around, null, { rest, offset });
  const behind = rest.slice(rest.indexOf(":", key.length) + 1);
  return withFlow(around, unquoted(key), { rest: behind, offset });
}

type Line = { readonly column: number; readonly entries: readonly number[]; readonly rest: string };

/** A line without its indent and the dashes of entries, with the columns at which they were. */
function unpacked(line: string): Line {
  const entries: number[] = [];
  let column = /^ */.exec(line)?.[0].length ?? 0;
  while (/^-(\s|$)/.test(line.slice(column))) {
    entries.push(column);
    column += 1 + (/^ */.exec(line.slice(column + 1))?.[0].length ?? 0);
  }
  return { column, entries, rest: line.slice(column) };
}

function parents(above: string, at: Pick<Line, "column" | "entries">): readonly string[] {
  const way: Way = { keys: [], column: at.column, isEntry: false };
  leave(way, at.entries);
  for (const line of above.split("\n").slice(0, -1).toReversed()) {
    if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
    const { column, entries, rest } = unpacked(line);
    const key = KEY.exec(rest)?.[1];
    // A list may begin below its own name without an indent.
    if (key !== undefined && (column < way.column || (way.isEntry && column === way.column))) {
      way.keys.unshift(unquoted(key));
      way.column = column;
      way.isEntry = false;
    }
    leave(
      way,
      entries.filter((entry) => entry < way.column),
    );
    if (way.column === 0 && !way.isEntry) break;
  }
  return way.keys;
}

/** The way out of what is nested, from the inside. */
type Way = { readonly keys: string[]; column: number; isEntry: boolean };

function leave(way: Way, entries: readonly number[]): void {
  for (const entry of entries.toReversed()) {
    way.keys.unshift("0");
    way.column = entry;
    way.isEntry = true;
  }
}

/** Inside of groups on one line, such as `{ do: send, template: … }`. */
function withFlow(
  around: readonly string[],
  member: string | null,
  { rest, offset }: { readonly rest: string; readonly offset: number },
): TextPlace {
  const groups: { readonly isList: boolean; key: string | null }[] = [];
  for (const [token = "", name] of rest.matchAll(
    /"[^"]*"|([^\s{}[\],:"]+)\s*:(?=\s|$)|[{}[\],]/g,
  )) {
    const last = groups.at(-1);
    if (token === "{" || token === "[") groups.push({ isList: token === "[", key: null });
    else if (token === "}" || token === "]") groups.pop();
    else if (token === "," && last) last.key = null;
    else if (name !== undefined && last && !last.isList) last.key = name;
  }
  const word = /[\w.-]*$/u.exec(rest)?.[0] ?? "";
  const wordFrom = offset - word.length;
  const [first, ...others] = groups;
  if (!first) return { inside: around, member, wordFrom };
  const inside = [...around, ...(member === null ? [] : [member])];
  let group = first;
  for (const next of others) {
    inside.push(group.isList ? "0" : (group.key ?? ""));
    group = next;
  }
  return group.isList
    ? { inside: inside.slice(0, -1), member: inside.at(-1) ?? null, wordFrom }
    : { inside, member: group.key, wordFrom };
}

function unquoted(key: string): string {
  return key.replace(/^"(.*)"$/u, "$1");
}
