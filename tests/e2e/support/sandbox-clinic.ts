import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../../engine/servers/port.js";
import { startTestInstance } from "../../support/instance.js";
import type { Person } from "./clinic.js";

/** A clinic of its own in which every channel is simulated, as on a first `npm start`. */
export type SandboxClinic = {
  readonly url: string;
  readonly admin: Person;
  readonly close: () => Promise<void>;
};

/** Starts such a clinic, with more variables if need be; it takes about half a minute. */
export async function startSandboxClinic(
  more: Readonly<Record<string, string>> = {},
): Promise<SandboxClinic> {
  const folder = mkdtempSync(join(tmpdir(), "casewright-sandbox-"));
  const port = await freePort();
  const admin = { email: "admin@clinic.example", password: "made-up-for-tests" };
  const instance = startTestInstance({
    env: {
      NODE_ENV: "test",
      PORT: String(port),
      DATA_DIR: join(folder, "data"),
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      ...more,
    },
  });
  await instance.waitFor("Casewright ready");
  return {
    url: `http://127.0.0.1:${String(port)}`,
    admin,
    close: async () => {
      instance.child.kill("SIGTERM");
      await instance.exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
