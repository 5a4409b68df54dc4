import { afterAll, beforeAll, expect, test } from "vitest";
import { type Clinic, openClinic } from "../../tests/support/clinic.js";
import { deliveryTools } from "../../tests/support/queued-message.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { EffectTools } from "../effects/index.js";
import { attachmentsOf, giveAttachments, storeAttachments } from "../store/attachments.js";
import { lookIntoNextFile } from "./look-into-file.js";

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic(
    { mongodbUri: testDatabaseUri("look-into-file"), temporalAddress: testTemporalAddress() },
    { worker: "none" },
  );
});
afterAll(() => clinic.close());

const PDF = Buffer.from("%PDF-1.7 a letter");
const MESSAGE = "sms:letter-1";
const CASE = "T-TEST-1";

/** A channel that gives every file, while the message goes to its case. */
function toolsThatHandOver(): EffectTools {
  const tools = deliveryTools(clinic);
  const [endpoint] = tools.endpoints.values();
  if (endpoint === undefined) throw new Error("this clinic has no channel");
  const fetchFile = async () => {
    await giveAttachments(clinic.store, MESSAGE, CASE);
    return { status: "fetched", bytes: PDF } as const;
  };
  const giving = { ...endpoint, plugin: { ...endpoint.plugin, fetchFile } };
  return { ...tools, endpoints: new Map([[endpoint.name, giving]]) };
}

test("a file whose message goes to its case while it is fetched is fetched again within seconds", async () => {
  const tools = toolsThatHandOver();
  const [endpoint = ""] = tools.endpoints.keys();
  const at = new Date(Date.now() - 1);
  const file = { name: "letter", state: "awaited", endpoint, source: "letter-1" } as const;
  await storeAttachments(clinic.store, { message: MESSAGE, files: [file], at });

  expect(await lookIntoNextFile(tools)).toBe(true);
  const [awaited] = await attachmentsOf(clinic.store, CASE);
  expect(awaited).toMatchObject({ state: "awaited", goesAt: null });
  const due = awaited?.lookAt?.getTime() ?? Infinity;
  expect(due - Date.now()).toBeLessThan(5_000);

  expect(await lookIntoNextFile({ ...tools, now: () => due })).toBe(true);
  const [fetched] = await attachmentsOf(clinic.store, CASE);
  expect(fetched).toMatchObject({ name: "letter.pdf", size: PDF.byteLength });
  expect(fetched?.state).toBeUndefined();
  expect(fetched?.lookAt).toBeUndefined();
});
