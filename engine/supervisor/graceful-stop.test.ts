import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type MessageDoc, messageCollection } from "../store/messages.js";
import { openStore } from "../store/open-store.js";
import type { Store } from "../store/store.js";
import { startTestInstance } from "../../tests/support/instance.js";
import {
  postInbound,
  type ProviderFake,
  startProviderFake,
} from "../../tests/support/provider-fake/client.js";
import { storeParts, testDatabaseUri } from "../../tests/support/servers.js";
import { until } from "../../tests/support/clinic.js";
import { deriveSecret } from "../channels/secret.js";
import { freePort } from "../servers/port.js";

const ADDRESS_KEY = "made-up-for-the-test-of-stopping-and-nothing-else";
const MONGODB_URI = testDatabaseUri("graceful-stop");

let folder: string;
let provider: ProviderFake;
let store: Store;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "casewright-stop-"));
  provider = await startProviderFake({ folder: join(folder, "provider"), apiKey: "made-up-key" });
  store = await openStore(MONGODB_URI, storeParts);
});
afterAll(async () => {
  await store.connection.dropDatabase();
  await store.close();
  await provider.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("Ctrl-C lets a message that is on its way to the provider come to its end", async () => {
  const port = await freePort();
  const instance = startTestInstance({
    env: {
      NODE_ENV: "test",
      PORT: String(port),
      DATA_DIR: join(folder, "data"),
      MONGODB_URI,
      JWT_SECRET: ADDRESS_KEY,
      DATA_KEY: storeParts.keys.dataKey,
      AFRICASTALKING_USERNAME: "clinic",
      AFRICASTALKING_API_KEY: "made-up-key",
      AFRICASTALKING_BASE_URL: provider.url,
    },
  });
  await instance.waitFor("Casewright ready");
  await provider.rules({ fault: { kind: "delay", ms: 3_000 } });
  const secret = deriveSecret(ADDRESS_KEY, "endpoint africastalking 1");
  await postInbound(`http://127.0.0.1:${String(port)}/webhooks/africastalking/${secret}`, {
    id: "in-1",
    from: "+254700000055",
    to: "22384",
    text: "My card is lost",
  });
  const outgoing = (state: MessageDoc["state"]) =>
    store.of(messageCollection).findOne({ direction: "out", state }).lean();
  const sending = await until("a message on its way", () => outgoing("sending"));

  instance.child.kill("SIGINT");
  expect(await instance.exited).toBe(0);
  const after = await store.of(messageCollection).findById(sending._id).lean();
  expect(after?.state).toBe("accepted");
});
