import { about, type Report } from "./report.js";

/** What a step may use while it works. */
export type Work = {
  readonly report: Report;
  /** Ends the step early: the person pressed Ctrl-C. */
  readonly signal: AbortSignal;
};

/** What a way of getting a server's program came to: its path, or why there is none. */
export type Candidate = { readonly path: string } | { readonly why: string };

/** One way of getting a server's program. */
export type BinarySource = {
  /** What the step does, as the person at the terminal reads it. */
  readonly step: string;
  find(work: Work): Promise<Candidate>;
};

/** Runs the program to see whether it works here and is new enough. */
export type BinaryCheck = (
  path: string,
) => Promise<{ readonly version: string } | { readonly why: string }>;

/** A server whose program we need. */
export type BinarySearch = {
  /** `MongoDB` or `Temporal`. */
  readonly server: string;
  readonly sources: readonly BinarySource[];
  readonly check: BinaryCheck;
  /** What to install when every source fails; completes the last line of the error. */
  readonly advice: string;
};

/** No way of getting a server's program worked; the message lists each with its reason and names what to install. */
export class ServerMissing extends Error {
  constructor(server: string, failures: readonly string[], advice: string) {
    const tried = failures.map((line) => `  - ${line}`).join("\n");
    super(`${server} could not be found, fetched or built:\n${tried}\n${advice}`);
    this.name = "ServerMissing";
  }
}

/**
 * Goes through the sources in order and answers with the first program that runs here. Says what it does and why it
 * moves on.
 * @throws ServerMissing when none works
 */
export async function findBinary(search: BinarySearch, work: Work): Promise<string> {
  const say = about(search.server, work.report);
  const failures: string[] = [];
  for (const source of search.sources) {
    const result = await tried(source, search.check, { ...work, report: say });
    work.signal.throwIfAborted();
    if ("path" in result) return result.path;
    failures.push(`${source.step}: ${result.why}`);
    say(`${source.step}: ${result.why}`);
  }
  throw new ServerMissing(search.server, failures, search.advice);
}

async function tried(source: BinarySource, check: BinaryCheck, work: Work): Promise<Candidate> {
  const candidate = await source.find(work);
  if ("why" in candidate) return candidate;
  const result = await check(candidate.path);
  if ("why" in result) return result;
  work.report(`using ${result.version} (${candidate.path})`);
  return candidate;
}
