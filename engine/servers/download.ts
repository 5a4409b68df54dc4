import { createWriteStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Candidate, Work } from "./find-binary.js";
import { reasonOf, type Report } from "./report.js";

/** Long enough for a slow line to answer, short enough to wait for in front of a terminal. */
const FIRST_ANSWER_MS = 15_000;
const WHOLE_DOWNLOAD_MS = 600_000;

/** Gets one file by https into `target`; a failure is a result. Says every tenth of the way. */
export async function download(url: string, target: string, work: Work): Promise<Candidate> {
  const connect = new AbortController();
  const timer = setTimeout(() => {
    connect.abort(new Error(`no answer within ${String(FIRST_ANSWER_MS / 1_000)} s`));
  }, FIRST_ANSWER_MS);
  try {
    const whole = AbortSignal.timeout(WHOLE_DOWNLOAD_MS);
    const response = await fetch(url, {
      signal: AbortSignal.any([connect.signal, whole, work.signal]),
    });
    clearTimeout(timer);
    if (!response.ok || response.body === null)
      return { why: `the site answered ${String(response.status)}` };
    const length = Number(response.headers.get("content-length") ?? 0);
    await pipeline(
      Readable.fromWeb(response.body),
      tenths(length, work.report),
      createWriteStream(target),
    );
    return { path: target };
  } catch (error) {
    return { why: reasonOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

function tenths(length: number, report: Report): Transform {
  let seen = 0;
  let said = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      const tenth = length > 0 ? Math.floor((10 * seen) / length) : 0;
      if (tenth > said) report(`${String(tenth * 10)} % of ${megabytes(length)}`);
      said = tenth;
      done(null, chunk);
    },
  });
}

function megabytes(bytes: number): string {
  return `${String(Math.round(bytes / 1_000_000))} MB`;
}
