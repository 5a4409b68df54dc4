import { parseArgs } from "node:util";
import type { Environment } from "../config.js";
import { contributionsOf } from "../contributions.js";
import type { ReleaseBody } from "../definition/release.js";
import {
  differencesBetween,
  differenceSentences,
  divergences,
  type DefinitionDifference,
  type Divergence,
} from "../text/differences.js";
import { definitionsOf, nameText, type NamedDefinition } from "../text/release-text.js";
import type { FileFinding } from "../release-files.js";
import { accessFrom, openRemote, RemoteRefusal, type RemoteServer } from "./access.js";
import { newKeys, stepsFor, withChanges } from "./change-steps.js";
import { readFolder, removeDefinition, writeBase, writeDefinition, type Folder } from "./folder.js";

/** What one of the commands is given. */
export type RemoteCommand = {
  readonly command: "pull" | "push" | "diff";
  readonly args: readonly string[];
  readonly env: Environment;
  readonly write: (text: string) => void;
};

/** How the commands are written down. */
export const REMOTE_USAGE = `casewright pull [folder]          writes what runs on a server into files, for git; files that you changed stay
casewright diff [folder]          tells what differs between the files and what runs there; 1 when something does
casewright push [folder]          puts what you changed in the files into your changes on the server, which publishes nothing
                                  --publish --reason "…" publishes it at once
                                  of the server at --server or CASEWRIGHT_URL, as CASEWRIGHT_TOKEN, or CASEWRIGHT_EMAIL and CASEWRIGHT_PASSWORD
`;

/**
 * `casewright pull`, `push` and `diff`: definitions between a folder and a running server, over its API, as one person.
 * @returns 0 done, or nothing differs; 1 something differs or both sides changed it, and nothing was done; 2 it could not work
 */
export async function remoteCommand({ command, args, env, write }: RemoteCommand): Promise<number> {
  try {
    const { path, access, options } = readArguments(args, env);
    const contributions = await contributionsOf({
      projectRoot: process.cwd(),
      rulePlugins: options.plugin,
    });
    const folder = await readFolder(path, contributions);
    const server = await openRemote(access);
    const at: Work = { path, folder, server, write };
    switch (command) {
      case "pull":
        return await pull(at);
      case "diff":
        return await diff(at);
      case "push":
        return await push(at, options);
    }
  } catch (error) {
    if (!(error instanceof RemoteRefusal)) throw error;
    write(`${error.message}\n`);
    return 2;
  }
}

type Work = {
  readonly path: string;
  readonly folder: Folder;
  readonly server: RemoteServer;
  readonly write: (text: string) => void;
};

async function pull({ path, folder, server, write }: Work): Promise<number> {
  const broken = brokenFiles(folder);
  if (broken.length > 0) return told(write, broken, "Mend these files first; nothing was written.");
  const { number, body: theirs } = await server.release();
  const base = await baseOf({ folder, server }, number, theirs);
  const found = folder.body
    ? divergences(base ?? folder.body, { mine: folder.body, theirs })
    : definitionsOf(theirs).map(asTheirs);
  // Files that came from no release are nobody's earlier state: what differs is a conflict.
  const conflicts = found.filter(({ by }) => by === "both" || (folder.body && !base));
  if (conflicts.length > 0)
    return told(
      write,
      conflicts.map((one) => `${nameText(one)} was changed in both`),
      "Nothing was written. `casewright diff` tells what differs; take back one of the two.",
    );
  for (const one of found.filter(({ by }) => by === "theirs")) {
    const { kind, id, theirs: definition } = one;
    const file = definition
      ? await writeDefinition(folder, { kind, id, definition })
      : await removeDefinition(folder, one);
    write(`${definition ? "wrote" : "removed"} ${file}\n`);
  }
  await writeBase(path, number);
  const kept = found.filter(({ by }) => by === "mine").length;
  write(`release ${String(number)}${kept > 0 ? `; ${count(kept)} of yours stay` : ""}\n`);
  return 0;
}

async function diff({ folder, server, write }: Work): Promise<number> {
  const mine = soundBody(folder, write);
  if (!mine) return 1;
  const { number, body: theirs } = await server.release();
  const found = differencesBetween(theirs, mine);
  tell(write, found);
  write(
    found.length === 0
      ? `nothing differs from release ${String(number)}\n`
      : `${count(found.length)} differ from release ${String(number)}\n`,
  );
  return found.length === 0 ? 0 : 1;
}

type Options = ReturnType<typeof readArguments>["options"];

async function push(
  { path, folder, server, write }: Work,
  { publish, reason }: Options,
): Promise<number> {
  const mine = soundBody(folder, write);
  if (!mine) return 1;
  if (publish && reason === undefined)
    throw new RemoteRefusal('Say why it is changed: --reason "…"');
  const { number, body: theirs } = await server.release();
  const base = await baseOf({ folder, server }, number, theirs);
  if (!base)
    throw new RemoteRefusal("These files came from no release. `casewright pull` them first.");
  const found = divergences(base, { mine, theirs });
  const conflicts = found.filter(({ by }) => by === "both");
  if (conflicts.length > 0)
    return told(
      write,
      conflicts.map((one) => `${nameText(one)} was changed in both`),
      `Nothing was sent. Release ${String(number)} came meanwhile: pull it, and put your change on top.`,
    );
  const changes = found
    .filter(({ by }) => by === "mine")
    .map(({ kind, id, mine: after, theirs: before }) => ({ kind, id, before, after }));
  tell(write, changes);
  if (changes.length === 0) {
    write("nothing to send\n");
    return 0;
  }
  if (publish && reason !== undefined) {
    const definition = withChanges(theirs, changes);
    const next = await server.publish({ definition, reason, baseRelease: number });
    await writeBase(path, next);
    write(`published release ${String(next)}\n`);
    return 0;
  }
  await keep(server, { number, changes });
  write(`${count(changes.length)} are in your changes on the server; look at them and publish\n`);
  return 0;
}

async function keep(
  server: RemoteServer,
  {
    number,
    changes,
  }: { readonly number: number; readonly changes: readonly DefinitionDifference[] },
): Promise<void> {
  const before = await server.changes();
  if (before.done > 0)
    throw new RemoteRefusal(
      `You have ${count(before.done)} there that are not published. Publish or discard them first; nothing was sent.`,
    );
  const steps = stepsFor(changes, newKeys);
  const { revision } = before;
  await server.keepChanges({ revision, release: number, steps: [...steps], done: steps.length });
}

/** The release that the files came from; undefined when they came from none. */
async function baseOf(
  { folder, server }: Pick<Work, "folder" | "server">,
  number: number,
  current: ReleaseBody,
): Promise<ReleaseBody | undefined> {
  if (folder.base === undefined) return undefined;
  if (folder.base === number) return current;
  return (await server.release(folder.base)).body;
}

/** What the files say, unless the check finds something wrong, which is told with file and line. */
function soundBody(folder: Folder, write: (text: string) => void): ReleaseBody | undefined {
  const broken = brokenFiles(folder);
  if (folder.body && broken.length === 0) return folder.body;
  const nothing = broken.length === 0 ? ["There are no definitions in this folder."] : broken;
  told(write, nothing, "Nothing was sent.");
  return undefined;
}

function brokenFiles({ findings }: Folder): readonly string[] {
  return findings.filter(({ severity }) => severity === "error").map(lineOf);
}

function lineOf({ file, line, column, code, message, fix }: FileFinding): string {
  const said = fix === undefined ? message : `${message} — ${fix}`;
  return `${file}:${String(line)}:${String(column)} ${code} ${said}`;
}

function told(write: (text: string) => void, lines: readonly string[], end: string): number {
  for (const line of lines) write(`${line}\n`);
  write(`${end}\n`);
  return 1;
}

function tell(write: (text: string) => void, found: readonly DefinitionDifference[]): void {
  for (const one of found)
    for (const sentence of differenceSentences(one)) write(`${nameText(one)} ${sentence}\n`);
}

function asTheirs({ kind, id, definition }: NamedDefinition): Divergence {
  return { kind, id, by: "theirs", mine: undefined, theirs: definition };
}

function count(definitions: number): string {
  return definitions === 1 ? "1 definition" : `${String(definitions)} definitions`;
}

function readArguments(args: readonly string[], env: Environment) {
  let read;
  try {
    read = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        server: { type: "string" },
        plugin: { type: "string", multiple: true, default: [] },
        publish: { type: "boolean", default: false },
        reason: { type: "string" },
      },
    });
  } catch (error) {
    throw new RemoteRefusal((error as Error).message, { cause: error });
  }
  const { positionals, values } = read;
  const [path = ".", ...rest] = positionals;
  if (rest.length > 0) throw new RemoteRefusal("Name one folder.");
  return { path, access: accessFrom(values.server ?? env["CASEWRIGHT_URL"], env), options: values };
}
