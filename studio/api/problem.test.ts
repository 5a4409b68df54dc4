import { describe, expect, it } from "vitest";
import { isUnknown, Problem, problemOf } from "./problem.js";

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/problem+json", ...headers },
  });

describe("a problem of the API", () => {
  it("keeps the code, the allowed actions and the wrong places", async () => {
    const problem = await problemOf(
      answer(409, {
        code: "action_not_allowed",
        allowed: ["reply"],
        errors: [{ pointer: "/input/text", message: "is empty" }],
      }),
    );
    expect(problem.code).toBe("action_not_allowed");
    expect(problem.allowed).toEqual(["reply"]);
    expect(problem.parts[0]?.pointer).toBe("/input/text");
  });

  it("gets a code by its status when a proxy answered instead of the API", async () => {
    const problem = await problemOf(new Response("<h1>Bad gateway</h1>", { status: 502 }));
    expect(problem.code).toBe("unavailable");
  });

  it("waits as long as the server asks", async () => {
    const problem = await problemOf(answer(503, { code: "behind" }, { "retry-after": "2" }));
    expect(problem.retryAfterMs).toBe(2000);
  });
});

describe("an unknown outcome", () => {
  it.each([
    [new Problem("network", 0), true],
    [new Problem("outcome_unknown", 504), true],
    [new Problem("behind", 503), true],
    [new Problem("case_changed", 409), false],
    [new Problem("internal", 500), false],
    [new Error("ours"), false],
  ])("%s is unknown: %s", (error, expected) => {
    expect(isUnknown(error)).toBe(expected);
  });
});
