import { setTimeout as pause } from "node:timers/promises";
import { about, reasonOf, type Report } from "../servers/report.js";

/** Something that runs and may end by itself. */
export type Running = {
  /** Resolves with how it ended. */
  readonly exited: Promise<string>;
  stop(): Promise<void>;
};

/** One of the parts of an instance: a server or one of our programs. */
export type Part<R extends Running> = {
  /** As people read it: `API`. */
  readonly name: string;
  /** Resolves once it is ready. @param again what ran first, so that a restart can use the same port */
  start(signal: AbortSignal, again: R | undefined): Promise<R>;
};

/** A part that is started again whenever it ends. */
export type Kept<R extends Running> = {
  /** What ran first. */
  readonly first: R;
  /** Ends what runs now; the part comes back at once, without waiting. */
  restart(): Promise<void>;
  /** Ends it for good, also while it is being started. */
  stop(): Promise<void>;
};

/** Waits between the tries of a restart: the first is short, so that a single crash is hardly noticed. */
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;

/** A part that ran this long is healthy; its next end is a new story. */
const HEALTHY_AFTER_MS = 10_000;

/**
 * Starts a part and starts it again whenever it ends, waiting longer each time that it does not hold.
 * @throws what the first start throws
 */
export async function keepRunning<R extends Running>(
  part: Part<R>,
  report: Report,
): Promise<Kept<R>> {
  const stopping = new AbortController();
  const say = about(part.name, report);
  const first = await part.start(stopping.signal, undefined);
  let now: R | undefined = first;
  const asked = { restart: false };

  const watched = (async () => {
    let waitMs = FIRST_WAIT_MS;
    while (now !== undefined) {
      const since = performance.now();
      const how = await now.exited;
      if (stopping.signal.aborted) return;
      waitMs = performance.now() - since > HEALTHY_AFTER_MS ? FIRST_WAIT_MS : waitMs;
      if (asked.restart) waitMs = 0;
      else say(`ended by itself (${how}); starting it again in ${inSeconds(waitMs)}`);
      asked.restart = false;
      now = await startAgain(part, { first, waitMs, say, signal: stopping.signal });
      waitMs = longer(waitMs);
    }
  })();

  return {
    first,
    restart: async () => {
      asked.restart = true;
      await now?.stop();
    },
    stop: async () => {
      stopping.abort();
      await now?.stop();
      await watched;
      await now?.stop();
    },
  };
}

type Again<R> = {
  readonly first: R;
  readonly waitMs: number;
  readonly say: Report;
  readonly signal: AbortSignal;
};

/** `undefined` when the instance stops meanwhile. */
async function startAgain<R extends Running>(
  part: Part<R>,
  { first, say, signal, ...again }: Again<R>,
): Promise<R | undefined> {
  for (let waitMs = again.waitMs; !signal.aborted; waitMs = longer(waitMs)) {
    try {
      await pause(waitMs, undefined, { signal });
      const running = await part.start(signal, first);
      say("runs again");
      return running;
    } catch (error) {
      if (!isAborted(signal))
        say(`did not start: ${reasonOf(error)}\nNext try in ${inSeconds(longer(waitMs))}`);
    }
  }
  return undefined;
}

/** Asked anew: it changes while we wait. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function longer(waitMs: number): number {
  return Math.min(Math.max(waitMs, FIRST_WAIT_MS / 2) * 2, LONGEST_WAIT_MS);
}

function inSeconds(milliseconds: number): string {
  return `${String(milliseconds / 1_000)} s`;
}
