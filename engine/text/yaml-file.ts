import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from "yaml";
import type { Comments } from "../definition/comments.js";
import type { Finding } from "../definition/finding.js";
import { finding } from "../definition/lint/index.js";
import { commentsIn } from "./comments.js";

/** A finding with its place in a file; line and column count from 1. */
export type FileFinding = Finding & {
  readonly file: string;
  readonly line: number;
  readonly column: number;
};

/** A YAML file as plain content that still knows where everything stands. */
export type YamlFile = {
  readonly file: string;
  readonly content: unknown;
  /** What stands behind `#` in it. */
  readonly comments: Comments;
  /** Puts a finding, whose path points into `content`, at its line. */
  readonly located: (finding: Finding) => FileFinding;
  /** Where in the text a path leads: the offset at which its key, or the nearest thing around it, begins. */
  readonly offsetOf: (path: string) => number;
};

/** The content of a YAML file (one document, YAML 1.2 core, text keys), or why it cannot be read. Never throws. */
export function readYaml(
  file: string,
  text: string,
): { readonly yaml: YamlFile } | { readonly finding: FileFinding } {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    stringKeys: true,
    prettyErrors: false,
  });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) return { finding: unreadable(file, fault.message, lines.linePos(fault.pos[0])) };
  const root = document.contents as Node | null;
  const located = (found: Finding): FileFinding => {
    const { line, col } = lines.linePos(offsetOf(root, found.path));
    return { ...found, file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  try {
    const content: unknown = document.toJS({ maxAliasCount: 100 });
    const comments = commentsIn(document);
    return { yaml: { file, content, comments, located, offsetOf: (path) => offsetOf(root, path) } };
  } catch (error) {
    const why = error instanceof Error ? error.message : "It cannot be read.";
    return { finding: unreadable(file, why, { line: 1, col: 1 }) };
  }
}

function unreadable(file: string, why: string, at: { line: number; col: number }): FileFinding {
  const found = finding("D007", "", why, "Correct the YAML here.");
  return { ...found, file, line: at.line, column: at.col };
}

/** Where in the text a JSON pointer leads: the key of a member, the start of an entry, or the nearest thing around it. */
function offsetOf(root: Node | null, path: string): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const part of path.split("/").slice(1)) {
    const step = child(node, part.replaceAll("~1", "/").replaceAll("~0", "~"));
    if (!step) break;
    offset = step.offset ?? offset;
    node = step.node;
  }
  return offset;
}

function child(node: unknown, key: string): { node: unknown; offset?: number } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
    return pair && { node: pair.value, ...startOf(pair.key) };
  }
  if (!isSeq(node)) return undefined;
  const item = node.items[Number(key)];
  return item === undefined ? undefined : { node: item, ...startOf(item) };
}

function startOf(node: unknown): { offset?: number } {
  const range = (node as Node | null)?.range;
  return range ? { offset: range[0] } : {};
}
