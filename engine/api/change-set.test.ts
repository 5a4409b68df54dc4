import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk, type Who } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import { MAX_CHANGES } from "../protocol/change-set.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({
    mongodbUri: testDatabaseUri("change-sets"),
    temporalAddress: testTemporalAddress(),
  });
});
afterAll(() => desk.close());

const read = (who: Who = "admin") => desk.call("GET", "/api/changes", { token: desk.tokens[who] });
const keep = (body: object, who: Who = "admin") =>
  desk.call("PUT", "/api/changes", { token: desk.tokens[who], body });
const step = (key: string, said = "Hello {{clinic.name}}") => ({
  key,
  kind: "template",
  id: "sms-help",
  step: { do: "setText", texts: { "data.a": { $list: said } }, given: {} },
});

describe("what a person has changed and not published", () => {
  test("is kept as it was sent, and never in place of what another browser has written since", async () => {
    expect((await read()).body).toEqual({ revision: 0, release: 0, steps: [], done: 0, at: null });
    const first = { release: 1, steps: [step("a"), step("b")], done: 1 };
    expect(await keep({ revision: 0, ...first })).toMatchObject({
      status: 200,
      body: { revision: 1 },
    });
    expect((await read()).body).toMatchObject({ revision: 1, ...first });

    const other = { release: 1, steps: [step("c")], done: 1 };
    for (const revision of [0, 2, 7])
      expect(await keep({ revision, ...other })).toMatchObject({
        status: 409,
        body: { code: "already_exists" },
      });
    expect((await read()).body).toMatchObject({ revision: 1, ...first });
    expect(await keep({ revision: 1, ...other })).toMatchObject({ body: { revision: 2 } });
    expect((await read()).body).toMatchObject({ revision: 2, ...other });
  });

  test("is written once when two browsers write at the same moment", async () => {
    const { revision } = (await read()).body;
    const answers = await Promise.all(
      ["x", "y", "z"].map((key) => keep({ revision, release: 1, steps: [step(key)], done: 1 })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  });

  test.each([
    ["more done than there is", { steps: [step("a")], done: 2 }],
    ["two under one key", { steps: [step("a"), step("a")], done: 2 }],
    ["a step that is no object", { steps: [{ ...step("a"), step: "all" }], done: 1 }],
    ["something besides", { steps: [], done: 0, by: "somebody-else" }],
    [
      "more than anybody changes",
      { steps: Array.from({ length: MAX_CHANGES + 1 }, (_, n) => step(String(n))), done: 0 },
    ],
  ])("is refused with %s, and stays as it was", async (_what, wrong) => {
    const before = (await read()).body;
    const answer = await keep({ revision: before["revision"], release: 1, ...wrong });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect((await read()).body).toEqual(before);
  });

  test("is seen and written by nobody else, another administrator neither", async () => {
    const before = (await read()).body;
    const { token } = await desk.person(["admin"]);
    const others = () => desk.call("GET", "/api/changes", { token });
    expect((await others()).body).toMatchObject({ revision: 0, steps: [] });
    const body = { revision: 0, release: 1, steps: [step("hers")], done: 1 };
    expect((await desk.call("PUT", "/api/changes", { token, body })).status).toBe(200);
    expect((await others()).body).toMatchObject({ steps: [step("hers")] });
    expect((await read()).body).toEqual(before);
  });

  test("is nobody's business who may not publish", async () => {
    expect((await read("support")).status).toBe(403);
    expect((await keep({ revision: 0, release: 1, steps: [], done: 0 }, "support")).status).toBe(
      403,
    );
  });
});
