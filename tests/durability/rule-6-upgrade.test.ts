import { afterAll, beforeAll, expect, test } from "vitest";
import { caseBundle } from "../../engine/case-worker.js";
import { act, byForm, quiet, viewOf } from "../support/stage.js";
import { type Clinic, openClinic } from "../support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";

let clinic: Clinic;
beforeAll(async () => {
  const servers = { mongodbUri: testDatabaseUri("rule-6"), temporalAddress: testTemporalAddress() };
  clinic = await openClinic(servers, { worker: "none" });
  await clinic.startWorker({ workflowBundle: { code: await codeWithAnother() } });
});
afterAll(() => clinic.close());

test("a case moves to another interpreter when a fresh run begins, and not before", async () => {
  const id = await byForm(clinic, null, { description: "Where is the lab?" });
  await quiet(clinic, id);
  await clinic.client.workflow.getHandle(id).signal("upgrade", 2);
  const seen: { run: string; interpreter: number }[] = [];
  for (let n = 0; n < 20 && seen.at(-1)?.interpreter !== 2; n += 1) {
    await act(clinic, id, "note", { text: "Another one" });
    await quiet(clinic, id);
    const { runId } = await clinic.client.workflow.getHandle(id).describe();
    seen.push({ run: runId, interpreter: (await viewOf(clinic, id)).interpreter });
  }
  const runs = [...new Set(seen.map(({ run }) => run))];
  expect(runs).toHaveLength(2);
  expect(seen.map(({ run, interpreter }) => [runs.indexOf(run), interpreter])).toEqual(
    seen.map(({ run }) => [runs.indexOf(run), 1 + runs.indexOf(run)]),
  );
  expect((await viewOf(clinic, id)).state.turn).toBe(seen.length + 2);
});

/** The workflow code of a product that ships a second interpreter, which happens to do the same as the first. */
async function codeWithAnother(): Promise<string> {
  const bundle = await caseBundle();
  if (!("code" in bundle)) throw new Error("the bundle is in a file");
  const code = bundle.code.replace(
    /(INTERPRETERS = \{\s*1: )(\w+)(?=\s*\})/,
    (_, begin: string, first: string) => `${begin}${first}, 2: ${first}`,
  );
  if (code === bundle.code)
    throw new Error("the bundle does not list its interpreters as expected");
  return code;
}
