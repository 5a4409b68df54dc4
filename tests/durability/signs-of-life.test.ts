import { afterAll, beforeAll, expect, test } from "vitest";
import type { EffectPlace } from "../../engine/effects/index.js";
import { messagesOf } from "../../engine/store/messages.js";
import { type RunningProgram, startProgram } from "../../engine/supervisor/program.js";
import { type Clinic, openClinic } from "../support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";
import { byMessage, quiet } from "../support/stage.js";
import { bundlePrograms, type Programs } from "./programs.js";

let clinic: Clinic;
let programs: Programs;
beforeAll(async () => {
  programs = await bundlePrograms("signs-of-life");
  clinic = await openClinic(
    { mongodbUri: testDatabaseUri("signs-of-life"), temporalAddress: testTemporalAddress() },
    { worker: "none" },
  );
});
afterAll(async () => {
  await clinic.close();
  programs.remove();
});

/** Temporal's `TimeoutType`: no sign of life came in time. */
const NO_SIGN_OF_LIFE = 4;

test("what dies with a worker is given to another as soon as the signs of life stop, and done once", async () => {
  const phone = "+254700000091";
  const dying = await workerThatDiesAt("send.before_claim");
  const opening = byMessage(clinic, phone, "My card is lost");
  await dying.exited;
  await clinic.startWorker();
  const id = await opening;
  await quiet(clinic, id);
  const { events } = await clinic.client.workflow.getHandle(id).fetchHistory();
  const timedOut = (events ?? []).flatMap(({ activityTaskStartedEventAttributes: started }) => {
    const type = started?.lastFailure?.timeoutFailureInfo?.timeoutType;
    return typeof type === "number" ? [type] : [];
  });
  expect(new Set(timedOut)).toEqual(new Set([NO_SIGN_OF_LIFE]));
  const sent = (await messagesOf(clinic.store, id)).filter(({ direction }) => direction === "out");
  expect(sent.map(({ state }) => state)).toEqual(sent.map(() => "accepted"));
  const taken = clinic.provider.accepted().filter(({ to }) => to === phone);
  expect(taken.map(({ text }) => text).toSorted()).toEqual(sent.map(({ text }) => text).toSorted());
});

/** Starts a worker in a process of its own that kills itself at the first pass of a place. */
async function workerThatDiesAt(place: EffectPlace): Promise<Pick<RunningProgram, "exited">> {
  const { config, tools } = clinic;
  const { africastalking } = config.accounts;
  return startProgram({
    name: "worker",
    entry: programs.worker,
    dataDir: config.dataDir,
    env: {
      NODE_ENV: "test",
      DATA_DIR: config.dataDir,
      LOG_LEVEL: "warn",
      MONGODB_URI: config.mongodbUri ?? "",
      TEMPORAL_ADDRESS: config.temporal.address ?? "",
      AFRICASTALKING_USERNAME: africastalking?.username ?? "",
      AFRICASTALKING_API_KEY: africastalking?.apiKey ?? "",
      AFRICASTALKING_BASE_URL: africastalking?.baseUrl ?? "",
      WORKFLOW_BUNDLE: programs.workflowBundle,
      CASE_QUEUE: tools.taskQueue,
      CRASH_AT: `${place}:1`,
    },
    signal: AbortSignal.timeout(120_000),
  });
}
