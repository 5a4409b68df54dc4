import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "../support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";
import { fuzz, schemathesis } from "./tool.js";

/** The same requests in every run; another seed finds other ones. */
const SEED = 20_260_101;
const EXAMPLES = Number(process.env["FUZZ_EXAMPLES"] ?? 3);

/** What would end the session the run itself uses, or the account. */
const WITHOUT = ["/auth/logout", "/users/."];

/** What takes a whole definition. Its schema has some twenty thousand edges, which take minutes: `FUZZ_EDGES=all` asks them. */
const OF_A_DEFINITION = [
  "^/api/(releases|replays|reviews)$",
  "^/api/replays/decisions",
  "^/api/(workflows|rule-sets|templates)/.",
];
const EVERY_EDGE = process.env["FUZZ_EDGES"] === "all";

describe("the API asked by a machine", () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk({
      mongodbUri: testDatabaseUri("schemathesis"),
      temporalAddress: testTemporalAddress(),
    });
  });
  afterAll(() => desk.close());

  test.each([
    ["where it takes a definition", { edges: EVERY_EDGE ? "all" : "none", only: OF_A_DEFINITION }],
    ["with every edge", { edges: "all", without: [...WITHOUT, ...OF_A_DEFINITION] }],
  ] as const)(
    "never breaks, and answers nothing its OpenAPI description does not name, %s",
    async (_what, asked) => {
      const program = schemathesis(desk.clinic.config.cacheDir);
      const { status, said } = await fuzz(program, {
        url: desk.url,
        token: desk.tokens.admin,
        seed: SEED,
        examples: EXAMPLES,
        ...asked,
      });
      expect(said).toMatch(/test cases|Tested:/);
      expect(status, said.slice(-8_000)).toBe(0);
    },
    1_200_000,
  );
});
