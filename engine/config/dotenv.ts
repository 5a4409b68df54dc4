import type { ConfigFinding } from "./finding.js";

/** The names and values of a `.env` file, and the lines that are not understood. */
export type DotenvFile = {
  readonly values: Readonly<Record<string, string>>;
  readonly findings: readonly ConfigFinding[];
};

const assignment = /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/;
const quoted = /^(["'])(.*)\1\s*(?:#.*)?$/;

/**
 * Reads `NAME=value` lines. Values may stand in single or double quotes; `#` starts a comment at the start of a line
 * or after a blank. There are no escapes, no references to other variables and no values over several lines.
 */
export function parseDotenv(text: string): DotenvFile {
  const values: Record<string, string> = {};
  const findings: ConfigFinding[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const [, name, value] = assignment.exec(line) ?? [];
    if (name === undefined || value === undefined) findings.push(notUnderstood(index + 1));
    else values[name] = unquote(value);
  }
  return { values, findings };
}

function unquote(value: string): string {
  return quoted.exec(value)?.[2] ?? value.replace(/(^|\s)#.*$/, "").trim();
}

function notUnderstood(line: number): ConfigFinding {
  return {
    variable: `.env line ${String(line)}`,
    problem: "is not understood",
    fix: "expected NAME=value or a comment that starts with #",
  };
}
