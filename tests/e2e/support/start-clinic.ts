import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { deriveSecret } from "../../../engine/channels/secret.js";
import { freePort } from "../../../engine/servers/port.js";
import { startTestInstance } from "../../support/instance.js";
import { startProviderFake } from "../../support/provider-fake/client.js";
import { buildStudio } from "./build-studio.js";
import type { BrowserClinic } from "./clinic.js";
import { REFUSED_ONCE } from "./refused-once.js";

declare module "vitest" {
  export interface ProvidedContext {
    clinic: BrowserClinic;
  }
}

/** Made up for this run; the addresses of callbacks are derived from it. */
const ADDRESS_KEY = "made-up-for-browser-tests-and-nothing-else";

/**
 * Starts one whole clinic for all browser tests, as `npm start` does: MongoDB, Temporal, worker, API and the built
 * studio, with a fake Africa's Talking on the other end.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  buildStudio();
  const folder = mkdtempSync(join(tmpdir(), "casewright-e2e-"));
  const [provider, port] = await Promise.all([
    startProviderFake({ folder: join(folder, "provider"), apiKey: "made-up-key" }),
    freePort(),
  ]);
  const url = `http://127.0.0.1:${String(port)}`;
  const sms = `${url}/webhooks/africastalking/${deriveSecret(ADDRESS_KEY, "endpoint africastalking 1")}`;
  const admin = { email: "admin@clinic.example", password: "made-up-for-tests" };
  const instance = startTestInstance({
    env: {
      NODE_ENV: "test",
      PORT: String(port),
      DATA_DIR: join(folder, "data"),
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      JWT_SECRET: ADDRESS_KEY,
      AFRICASTALKING_USERNAME: "clinic",
      AFRICASTALKING_API_KEY: "made-up-key",
      AFRICASTALKING_BASE_URL: provider.url,
    },
  });
  await instance.waitFor("Casewright ready").catch(async (error: unknown) => {
    await provider.stop();
    throw error;
  });
  await provider.rules({
    to: REFUSED_ONCE,
    times: 1,
    fault: { kind: "refuse", statusCode: 403, status: "InvalidPhoneNumber" },
  });
  await provider.receipts({
    url: `${sms}/receipts`,
    statuses: ["Sent", "Success"],
    when: "after_answer",
  });
  const [, mongodPort] = /MongoDB: ready on port (\d+)/.exec(instance.said()) ?? [];
  const mongodbUri = `mongodb://127.0.0.1:${String(mongodPort)}/casewright?directConnection=true`;
  const providerFolder = join(folder, "provider");
  project.provide("clinic", { url, sms, admin, providerFolder, mongodbUri });
  return async () => {
    instance.child.kill("SIGTERM");
    await instance.exited;
    await provider.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
