import { readFileSync } from "node:fs";
import type { LookupFunction } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openReceiver, type Receiver } from "../../tests/support/receiver.js";
import { reachOf } from "./hosts.js";
import { postWebhook } from "./post.js";
import { isPublicAddress } from "./public-address.js";
import { signedHeaders } from "./signature.js";

const INSIDE = [
  ...["127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255"],
  ...["192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.9", "198.18.0.1", "224.0.0.1"],
  ...["255.255.255.255", "::1", "::", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1"],
  ...["64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "fe80::1", "fc00::1"],
  ...["fd00:ec2::254", "ff02::1", "localhost", "", "127.1", "0x7f000001"],
];
const OUTSIDE = ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"];

test.each(INSIDE)("%j is no public address", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(OUTSIDE)("%j is a public address", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

describe("a host is reached", () => {
  const allowed = {
    hosts: new Set(["lab.example"]),
    privateHosts: new Set(["lab.lan", "127.0.0.1"]),
  };
  test.each([
    ["https://lab.example/x", "public"],
    ["https://lab.example:8443/x", "public"],
    ["https://lab.example:9000/x", null],
    ["http://lab.example/x", null],
    ["https://lab.example.evil.example/x", null],
    ["https://LAB.example/x", "public"],
    ["https://lab.lan:9000/x", "inside"],
    ["http://lab.lan/x", null],
    ["http://127.0.0.1:9000/x", "inside"],
    ["https://10.0.0.1/x", null],
  ])("%s: %s", (url, reach) => {
    expect(reachOf(new URL(url), allowed)).toBe(reach);
  });
});

describe("a call", () => {
  let canary: Receiver;
  beforeAll(async () => {
    canary = await openReceiver();
  });
  afterAll(() => canary.close());

  const port = () => new URL(canary.url).port;
  const post = (host: string, resolve?: LookupFunction) =>
    postWebhook(
      {
        ...{ url: new URL(`http://${host}:${port()}/`), headers: {}, body: "{}" },
        ...{ timeoutMs: 2_000, reach: "public" },
      },
      resolve,
    );
  const names = (...addresses: string[]): LookupFunction => {
    return (_name, _options, done) => {
      const found = addresses.map((address) => ({
        address,
        family: address.includes(":") ? 6 : 4,
      }));
      done(null, found);
    };
  };

  test.each([
    ...["127.0.0.1", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "[::1]"],
    ...["[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0", "localhost"],
  ])("to this machine, written as %s, does not leave", async (host) => {
    expect(await post(host)).toEqual({ kind: "forbidden" });
    expect(canary.calls).toEqual([]);
  });

  test("to a name that stands for this machine does not leave, not even when one of several does", async () => {
    expect(await post("lab.example", names("127.0.0.1"))).toEqual({ kind: "forbidden" });
    expect(await post("lab.example", names("8.8.8.8", "127.0.0.1"))).toEqual({ kind: "forbidden" });
    expect(canary.calls).toEqual([]);
  });

  test("that nobody answers ends by itself", async () => {
    canary.answers("silence");
    const url = new URL(canary.url);
    const said = await postWebhook({
      ...{ url, headers: {}, body: "{}", timeoutMs: 300, reach: "inside" },
    });
    expect(said).toEqual({ kind: "no_answer", why: "timeout" });
  });
});

test("the call that the how-to shows is signed with the secret that it names", () => {
  const page = readFileSync("docs/how-to/call-a-webhook.md", "utf8");
  const shown = (pattern: RegExp) => pattern.exec(page)?.[1] ?? "";
  const signed = {
    id: shown(/^webhook-id: (.+)$/m),
    timestamp: Number(shown(/^webhook-timestamp: (.+)$/m)),
    body: shown(/^(\{"type".+\})$/m),
  };
  const { "webhook-signature": right } = signedHeaders([shown(/signed with `(\S+)`/)], signed);
  expect(shown(/^webhook-signature: (.+)$/m)).toBe(right);
});

test("a signature is the one of the Standard Webhooks specification", () => {
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const body = '{"test": 2432232314}';
  const signed = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1614265330, body };
  const right = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  expect(signedHeaders([secret], signed)["webhook-signature"]).toBe(right);
  const next = `whsec_${Buffer.from("the key that comes after it").toString("base64")}`;
  const [former, latter] = signedHeaders([secret, next], signed)["webhook-signature"].split(" ");
  expect(former).toBe(right);
  expect(latter).toBe(signedHeaders([next], signed)["webhook-signature"]);
});
