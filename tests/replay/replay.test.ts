import {
  DefaultLogger,
  makeTelemetryFilterString,
  Runtime,
  type WorkflowBundle,
} from "@temporalio/worker";
import { beforeAll, describe, expect, test } from "vitest";
import { caseBundle } from "../../engine/case-worker.js";
import { INTERPRETERS } from "../../engine/interpreter/index.js";
import { workflowNamed } from "../support/story.js";
import { activitiesIn, commitsIn, eventNames, files, histories, versions } from "./history.js";
import { replay } from "./replay.js";

// What does not replay is in the result; of the mutants it is expected.
Runtime.install({
  logger: new DefaultLogger("ERROR", () => undefined),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: "ERROR" }) } },
});

/** Milliseconds to bundle the workflow code and to replay; a busy machine takes ten times the usual few seconds. */
const TIME_LIMIT_MS = 180_000;

let bundle: { readonly code: string };
beforeAll(async () => {
  const made: WorkflowBundle = await caseBundle();
  if (!("code" in made)) throw new Error("the bundle is in a file");
  bundle = made;
}, TIME_LIMIT_MS);

/** The workflow code with one place changed. */
function mutant(original: string, changed: string): WorkflowBundle {
  const code = bundle.code.replace(original, () => changed);
  if (code === bundle.code) throw new Error(`the bundle does not hold ${original}`);
  return { code };
}

const some = histories("v1").filter(({ name }) =>
  /answered-and-closed|written-twice|nobody-answers|parked-and-tried-again|fresh-run/.test(name),
);

describe.each(Object.keys(INTERPRETERS))("every history recorded on interpreter %s", (number) => {
  test(
    "replays on today's code, every turn byte for byte",
    { timeout: TIME_LIMIT_MS },
    async () => {
      const seen = await replay(bundle, histories(`v${number}`));
      expect(seen).toMatchObject({ broken: [], changed: [], otherInputs: [] });
      expect(seen.turns).toBeGreaterThan(100);
    },
  );
});

describe("a changed interpreter replays without an error, and only the digests tell", () => {
  test.each([
    ["texts that cannot quote a form", 'event.type === "acted" ? event.input : {}', "{}"],
    [
      "another place in the queue",
      "queuedAt: set.queue !== state.queue",
      "queuedAt: set.queue === state.queue",
    ],
    ["turns counted in twos", "turn: state.turn + 1", "turn: state.turn + 2"],
    ["digests without the event", ".contentHash)(bare)", ".contentHash)({ ...bare, event: null })"],
  ])("%s", { timeout: TIME_LIMIT_MS }, async (_, original, changed) => {
    const seen = await replay(mutant(original, changed), some);
    expect(seen.broken).toEqual([]);
    expect(seen.changed.length).toBeGreaterThan(0);
  });
});

describe("a changed loop cannot have made the histories", () => {
  test.each([
    [
      "effects begun in another order",
      "of run.outstanding.values()",
      "of [...run.outstanding.values()].reverse()",
    ],
    [
      "a pause before every commit",
      "const turns = batchOf(run);",
      "const turns = batchOf(run); await new Promise((go) => setTimeout(go, 5));",
    ],
    ["a task that leaves no command", "!set && !run.commanded", "false"],
    ["an alarm nobody sounds", "activities.park(", "Promise.resolve("],
    ["an earlier fresh run", "const SLEEP_HISTORY = 60", "const SLEEP_HISTORY = 20"],
    ["a random choice", "run.draining || ", "run.draining || Math.random() < 0.5 || "],
  ])("%s", { timeout: TIME_LIMIT_MS }, async (_, original, changed) => {
    const { broken } = await replay(mutant(original, changed), some);
    expect(broken.map(({ why }) => why)).not.toEqual([]);
  });

  test(
    "a delivery that asks for another message is told by its input",
    { timeout: TIME_LIMIT_MS },
    async () => {
      const seen = await replay(
        mutant("messageId: messageOf(effect)", "messageId: `${messageOf(effect)}x`"),
        some,
      );
      expect(seen.otherInputs.length).toBeGreaterThan(0);
    },
  );
});

describe("the recorded histories", () => {
  const all = histories("v1").map(({ history }) => history);
  const turns = all.flatMap((history) => commitsIn(history)).flatMap((batch) => batch.turns);

  test("are all of interpreters that are still there to replay them", () => {
    const shipped = Object.keys(INTERPRETERS).map((number) => `v${number}`);
    expect(shipped).toEqual(expect.arrayContaining([...versions()]));
  });

  test.each(["ticket", "lost-property"] as const)("hold every transition of %s", (id) => {
    const fired = new Set(turns.map(({ transition }) => transition));
    const missing = Object.keys(workflowNamed(id).transitions).filter((one) => !fired.has(one));
    expect(missing).toEqual([]);
  });

  test("hold every kind of event and every reason why one changes nothing", () => {
    expect(new Set(turns.map(({ event }) => event.type))).toEqual(
      new Set([
        ...["created", "acted", "message_received", "decided", "clock_due", "clock_reached"],
        "message_failed",
        "moved",
        "skipped",
        ...["reserved", "used", "refused", "alert_acknowledged", "alert_unanswered"],
      ]),
    );
    const notes = new Set(turns.flatMap(({ note }) => note ?? []));
    for (const note of ["stale", "repeated", "no_transition", "closed"] as const)
      expect(notes).toContain(note);
  });

  test("hold every activity, and everything the loop can do", () => {
    expect(new Set(all.flatMap(activitiesIn).map(({ name }) => name))).toEqual(
      new Set([
        "commit",
        "decide",
        "deliver",
        "returnMessage",
        "park",
        "unpark",
        "stored",
        "adjust",
        "callTeam",
      ]),
    );
    const seen = new Set(all.flatMap(eventNames));
    for (const name of [
      "workflowExecutionSignaled",
      "workflowExecutionUpdateCompleted",
      "workflowExecutionContinuedAsNew",
      "workflowExecutionCompleted",
      "activityTaskFailed",
      "timerStarted",
      "timerFired",
      "timerCanceled",
    ])
      expect(seen).toContain(name);
    expect(Math.max(...all.flatMap(commitsIn).map((batch) => batch.turns.length))).toBeGreaterThan(
      1,
    );
  });

  test("tell nothing about the machine they were recorded on, and know made-up people only", () => {
    const text = files("v1")
      .map((file) => file.text)
      .join("");
    expect(text).not.toMatch(/"\d+@|\/(home|root|work|tmp|Users)\//);
    for (const [number] of text.matchAll(/\+254\d{9}/g))
      expect(number).toMatch(/^\+2547000000\d\d$/);
  });
});
