import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { Release, ReleaseBody } from "../definition/release.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("release-restore"), temporalAddress: testTemporalAddress() },
    { worker: "none" },
  );
});
afterAll(() => desk.close());

const as = (method: string, path: string, body?: object) =>
  desk.call(method, path, { token: desk.tokens.admin, ...(body === undefined ? {} : { body }) });
const current = async () => (await as("GET", "/api/releases/current")).body as unknown as Release;
const restore = (number: number, baseRelease: number) =>
  as("POST", `/api/releases/${String(number)}/restore`, { reason: "It was better", baseRelease });

/** Publishes a release in which only a name differs. */
async function rename(name: string): Promise<void> {
  const { number, body } = await current();
  const definition: ReleaseBody = { ...body, organisation: { ...body.organisation, name } };
  const publication = { definition, reason: "A new name", baseRelease: number };
  expect((await as("POST", "/api/releases", publication)).status).toBe(201);
}

describe("an earlier release", () => {
  test("is brought back under a new number, whole, and stands in the history with its reason", async () => {
    const first = await current();
    await rename("Another name");
    await rename("Yet another name");
    const { number } = await current();
    const answer = await restore(first.number, number);
    expect(answer).toMatchObject({
      status: 201,
      body: { number: number + 1, hash: first.hash },
    });
    expect(answer.headers.get("location")).toBe(`/api/releases/${String(number + 1)}`);
    expect(await current()).toEqual({ ...first, number: number + 1 });
    const { body } = await as("GET", "/api/releases?limit=1");
    expect(body["items"]).toMatchObject([{ number: number + 1, reason: "It was better" }]);
  });

  test("is not brought back over what somebody has published meanwhile, nor where there is none", async () => {
    const { number } = await current();
    const late = await restore(1, number - 1);
    expect([late.status, late.body["code"]]).toEqual([409, "already_exists"]);
    const missing = await restore(number + 1, number);
    expect([missing.status, missing.body["code"]]).toEqual([404, "not_found"]);
    expect((await current()).number).toBe(number);
  });

  test("is brought back by nobody who may not publish", async () => {
    const { number } = await current();
    const answer = await desk.call("POST", "/api/releases/1/restore", {
      token: desk.tokens.support,
      body: { reason: "It was better", baseRelease: number },
    });
    expect(answer.status).toBe(403);
  });
});
