import { afterAll, beforeAll, expect, test } from "vitest";
import { messagesOf } from "../../engine/store/messages.js";
import { type Clinic, openClinic } from "../support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";
import { byMessage, quiet } from "../support/stage.js";
import { workerThatDiesAt } from "./dying-worker.js";
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
  const dying = await workerThatDiesAt(clinic, programs, "send.before_claim:1");
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
