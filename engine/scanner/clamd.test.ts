import { afterAll, describe, expect, it } from "vitest";
import { EICAR, startClamdFake } from "../../tests/support/clamd-fake/server.js";
import { scan } from "./clamd.js";

const fake = await startClamdFake();
const gone = await startClamdFake();
await gone.close();
afterAll(() => fake.close());

const here = { host: "127.0.0.1", port: fake.port };
const look = (bytes: Uint8Array, timeoutMs = 10_000) => scan(here, bytes, timeoutMs);

describe("a file that clamd looks through", () => {
  it("is clean or is not, whole and in pieces, up to the longest and down to the empty one", async () => {
    fake.be("judges");
    expect(await look(Buffer.from("a picture"))).toEqual({ status: "clean" });
    expect(await look(Buffer.alloc(0))).toEqual({ status: "clean" });
    expect(await look(Buffer.alloc(10 * 1024 * 1024, 7))).toEqual({ status: "clean" });
    const hidden = Buffer.concat([Buffer.alloc(64 * 1024 - 20, 1), Buffer.from(EICAR)]);
    expect(await look(hidden)).toEqual({ status: "found", name: "Eicar-Test-Signature" });
  });

  it.each([
    ["breaks_off", "no_answer"],
    ["too_large", "too_large"],
    ["chatters", "no_answer"],
  ] as const)("is not judged by a clamd that %s", async (mood, why) => {
    fake.be(mood);
    expect(await look(Buffer.from("a picture"))).toEqual({ status: "unclear", why });
  });

  it("is not judged by one that says nothing, or that is not there", async () => {
    fake.be("silent");
    expect(await look(Buffer.from("x"), 300)).toEqual({ status: "unclear", why: "timeout" });
    const nowhere = { host: "127.0.0.1", port: gone.port };
    expect(await scan(nowhere, Buffer.from("x"), 10_000)).toEqual({
      status: "unclear",
      why: "ECONNREFUSED",
    });
  });
});
