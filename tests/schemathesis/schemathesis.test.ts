import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "../support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";
import { fuzz, schemathesis } from "./tool.js";

/** The same requests in every run; another seed finds other ones. */
const SEED = 20_260_101;
const EXAMPLES = Number(process.env["FUZZ_EXAMPLES"] ?? 3);

/** What would end the session the run itself uses. */
const WITHOUT = ["/auth/logout", "/users/.*"];

describe("the API asked by a machine", () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk({
      mongodbUri: testDatabaseUri("schemathesis"),
      temporalAddress: testTemporalAddress(),
    });
  });
  afterAll(() => desk.close());

  test("never breaks, and answers nothing its OpenAPI description does not name", async () => {
    const program = schemathesis(desk.clinic.config.cacheDir);
    const { status, said } = await fuzz(program, {
      url: desk.url,
      token: desk.tokens.admin,
      seed: SEED,
      examples: EXAMPLES,
      without: WITHOUT,
    });
    expect(said).toMatch(/test cases|Tested:/);
    expect(status, said.slice(-8_000)).toBe(0);
  }, 600_000);
});
