import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, openDesk } from "../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../tests/support/servers.js";
import { startTwilioFake, type TwilioFake } from "../tests/support/twilio-fake/server.js";
import { type ChannelWatchTools, lookAtAll, startChannelWatch } from "./channel-watch.js";

const account = {
  accountSid: "AC0123456789abcdef0123456789abcdef",
  authToken: "kq7Rz0Yw3vN8uH4x",
};
const HOUR_MS = 3_600_000;

let desk: Desk;
let twilio: TwilioFake;
beforeAll(async () => {
  twilio = await startTwilioFake(account);
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("watch"), temporalAddress: testTemporalAddress() },
    {
      worker: "none",
      env: {
        TWILIO_ACCOUNT_SID: account.accountSid,
        TWILIO_AUTH_TOKEN: account.authToken,
        TWILIO_FROM_NUMBER: "+15005550006",
        TWILIO_BASE_URL: twilio.url,
      },
    },
  );
});
afterAll(async () => {
  await desk.close();
  await twilio.close();
});

let clock = Date.now();

test("ten processes look at a channel once, and again when its time has come", async () => {
  await Promise.all(Array.from({ length: 10 }, () => lookAtAll(tools(), 60_000)));
  expect(twilio.requests()).toBe(1);
  await lookAtAll(tools(), HOUR_MS);
  expect(twilio.requests()).toBe(1);
  clock += HOUR_MS;
  await Promise.all(Array.from({ length: 10 }, () => lookAtAll(tools(), HOUR_MS)));
  expect(twilio.requests()).toBe(2);
});

test("a channel whose account does not work is shown, counted and told, and so is that it works again", async () => {
  const lines: string[] = [];
  clock += HOUR_MS;
  await lookAtAll(tools({ lines, authToken: "another-token-0001" }), HOUR_MS);
  expect(await shown()).toMatchObject({
    fallback: "sms",
    checks: [
      { status: "failed", why: "credentials" },
      { status: "ok", why: null },
      { status: "ok", why: null },
    ],
  });
  expect(await metrics()).toContain('casewright_channel_up{endpoint="sms-twilio"} 0');
  clock += HOUR_MS;
  await lookAtAll(tools({ lines }), HOUR_MS);
  expect(await metrics()).toContain('casewright_channel_up{endpoint="sms-twilio"} 1');
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { level: 50, endpoint: "sms-twilio", why: "credentials", msg: "channel does not work" },
    { level: 30, endpoint: "sms-twilio", msg: "channel works again" },
  ]);
  expect(lines.join()).not.toContain("another-token");
});

test("a process looks when it starts, and stops at once", async () => {
  clock += HOUR_MS;
  const before = twilio.requests();
  const watch = startChannelWatch(tools());
  await watch.stop();
  expect(twilio.requests()).toBe(before + 1);
});

/** What one process has; each has its own. */
function tools({
  lines = [],
  authToken = account.authToken,
}: { readonly lines?: string[]; readonly authToken?: string } = {}): ChannelWatchTools {
  const endpoints = desk.world.endpoints
    .filter(({ name }) => name === "sms-twilio")
    .map((endpoint) => ({ ...endpoint, settings: { ...endpoint.settings, authToken } }));
  return {
    store: desk.clinic.store,
    endpoints,
    log: pino({ level: "info" }, { write: (line: string) => lines.push(line) }),
    everyMs: HOUR_MS,
    timeoutMs: 5_000,
    // Every process reads a clock of its own, and no two the same time.
    now: () => (clock += 1),
  };
}

async function shown(): Promise<unknown> {
  const answer = await desk.call("GET", "/api/channels", { token: desk.tokens.admin });
  return (answer.body["items"] as readonly { name: string }[]).find(
    ({ name }) => name === "sms-twilio",
  );
}

async function metrics(): Promise<string> {
  const answer = await desk.call("GET", "/metrics", { token: desk.tokens.admin });
  expect(answer.status).toBe(200);
  return desk.world.metrics.registry.metrics();
}
