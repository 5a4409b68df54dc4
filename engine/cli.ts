#!/usr/bin/env node
import { realpathSync } from "node:fs";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { childEnvironment, configOrExit } from "./config.js";
import { changeDatabaseCommand } from "./change-database-command.js";
import { contributionsOf } from "./contributions.js";
import { verifyLogCommand } from "./log/command.js";
import { REMOTE_USAGE, remoteCommand } from "./remote/commands.js";
import { reconcileCommand } from "./reconcile/command.js";
import { SEED_USAGE, seedCommand } from "./seed/command.js";
import { PUBLISHED_SCHEMAS } from "./definition/schemas.js";
import { mermaidText } from "./text/mermaid.js";
import { readReleaseFiles, SHIPPED_FOLDERS, type FileFinding } from "./release-files.js";

const USAGE = `casewright validate [folder…] [--plugin package…]   checks definitions (by default what this checkout ships), with the operators of plugins
casewright schema [kind]        prints the JSON Schema of ${Object.keys(PUBLISHED_SCHEMAS).join(", ")}
casewright mermaid workflow [folder…]   prints a workflow as a state diagram in Mermaid
casewright verify-log [folder]    checks the log of every case against the signed ends in the folder, and signs where each ends now
casewright change-database [--status]   brings the database up to this version, as every start does, or only says which changes have been made
${REMOTE_USAGE}${SEED_USAGE}casewright reconcile              brings MongoDB and Temporal back to agreement after a restore; nothing may run meanwhile
`;

/**
 * The command line: runs one command, writes with `write` and answers with the exit code.
 * 0 fine, 1 the definitions have errors or a log was tampered with, 2 the command was not understood or could not look.
 */
export async function runCommand(
  [command, ...rest]: readonly string[],
  write: (text: string) => void,
): Promise<number> {
  switch (command) {
    case "validate":
      return validate(rest, write);
    case "schema":
      return printSchema(rest[0], write);
    case "mermaid":
      return printDiagram(rest, write);
    case "verify-log":
      return verifyLog(rest[0], write);
    case "change-database":
      return changeDatabaseCommand({
        config: configOrExit(),
        what: rest.includes("--status") ? "tell" : "change",
        write,
      });
    case "pull":
    case "push":
    case "diff":
      return remoteCommand({ command, args: rest, env: childEnvironment({}), write });
    case "seed":
      return seedCommand({ args: rest, env: childEnvironment({}), write });
    case "reconcile":
      return reconcileCommand({ config: configOrExit(), now: Date.now, write });
    default:
      write(USAGE);
      return 2;
  }
}

async function verifyLog(
  headsPath: string | undefined,
  write: (text: string) => void,
): Promise<number> {
  const config = configOrExit();
  return verifyLogCommand({ config, headsPath, at: new Date(), write });
}

async function validate(args: readonly string[], write: (text: string) => void): Promise<number> {
  try {
    const { positionals: folders, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { plugin: { type: "string", multiple: true, default: [] } },
    });
    const { findings } = await readReleaseFiles(
      folders.length > 0 ? folders : SHIPPED_FOLDERS,
      await contributionsOf({ projectRoot: process.cwd(), rulePlugins: values.plugin }),
    );
    for (const found of inReadingOrder(findings)) write(`${line(found)}\n`);
    write(`${summary(findings)}\n`);
    return findings.some(({ severity }) => severity === "error") ? 1 : 0;
  } catch (error) {
    write(`${error instanceof Error ? error.message : "These folders cannot be read."}\n`);
    return 2;
  }
}

function inReadingOrder(findings: readonly FileFinding[]): readonly FileFinding[] {
  return findings.toSorted((a, b) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
  );
}

function line({ file, line: row, column, code, severity, message, fix }: FileFinding): string {
  const place = `${file}:${String(row)}:${String(column)}`;
  return `${place} ${code} ${severity} ${message}${fix === undefined ? "" : ` — ${fix}`}`;
}

function summary(findings: readonly FileFinding[]): string {
  const count = (level: FileFinding["severity"]) =>
    findings.filter(({ severity }) => severity === level).length;
  return `${String(count("error"))} errors, ${String(count("warning"))} warnings`;
}

function printSchema(kind: string | undefined, write: (text: string) => void): number {
  const found = Object.entries(PUBLISHED_SCHEMAS).find(([name]) => name === kind);
  if (!found && kind !== undefined) {
    write(USAGE);
    return 2;
  }
  write(`${JSON.stringify(found ? found[1] : PUBLISHED_SCHEMAS, null, 2)}\n`);
  return 0;
}

async function printDiagram(
  [id, ...folders]: readonly string[],
  write: (text: string) => void,
): Promise<number> {
  const { body } = await readReleaseFiles(folders.length > 0 ? folders : SHIPPED_FOLDERS);
  const workflow = body?.workflows.find((one) => one.id === id);
  write(workflow ? mermaidText(workflow) : "There is no such workflow.\n");
  return workflow ? 0 : 2;
}

const started = process.argv[1];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url))
  process.exitCode = await runCommand(process.argv.slice(2), (text) => process.stdout.write(text));
