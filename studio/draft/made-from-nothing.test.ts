import { beforeAll, describe, expect, it } from "vitest";
import { shippedRelease } from "../../tests/support/shipped-release.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { hasErrors } from "../../engine/definition/lint/index.js";
import { lintRelease } from "../../engine/release-lint.js";
import { applyChange, type Edit } from "./change.js";
import { newMessage } from "./new-message.js";
import { newQueue } from "./new-queue.js";
import { rulesFollowed } from "./new-rules.js";
import { newWorkflow } from "./new-workflow.js";

let shipped: ReleaseBody;
beforeAll(async () => {
  shipped = await shippedRelease();
});

const words = {
  ...{ begun: "New", ended: "Done", end: "Finish", about: "What is it about?" },
  priorities: ["Urgent", "Normal"],
};

/** The release with a new workflow in it, whose cases ask new rules as they are opened. */
function withRules(hit: "first" | "unique" | "all"): ReleaseBody {
  const roles = ["support"];
  const asked = { name: "Referral", id: "referral", prefix: "RF", roles };
  const step = newWorkflow(shipped, asked, words);
  const body = applyChange(shipped, { kind: "release", step });
  const workflow = body.workflows.find(({ id }) => id === "referral");
  if (!workflow) throw new Error("the workflow is not there");
  const otherwise = { queue: "referral", priority: "Normal" };
  const rules = { name: "Where to", id: "where-to", workflow: "referral", hit, otherwise };
  const change = { onCreate: [{ do: "decide" as const, rules: "where-to" }] };
  const edits: readonly Edit[] = [
    { kind: "release", step: rulesFollowed(workflow, rules, "Follow the rules") },
    { kind: "workflow", id: "referral", step: { do: "setWorkflow", change } },
  ];
  return edits.reduce(applyChange, body);
}

describe("what is made from nothing", () => {
  it.each(["first", "unique", "all"] as const)(
    "is rules that can be published at once, and that their workflow follows (%s)",
    (hit) => {
      const body = withRules(hit);
      expect(lintRelease(body).filter(({ severity }) => severity === "error")).toEqual([]);
      const workflow = body.workflows.find(({ id }) => id === "referral");
      expect(workflow?.transitions["follow_the_rules"]).toEqual({
        name: "Follow the rules",
        from: "*",
        on: [{ event: "decided", rules: "where-to" }],
        set: { queue: { from: "outcome.queue" }, priority: { from: "outcome.priority" } },
      });
      // Once they are heard, nobody hears them twice.
      const rules = { name: "Where to", id: "where-to", workflow: "referral", hit, otherwise: {} };
      expect(workflow && rulesFollowed(workflow, rules, "Again")).toMatchObject({
        steps: [{ do: "add" }],
      });
    },
  );

  it("is a queue that its roles see, and that is gone as a whole", () => {
    const asked = { name: "Referrals", id: "referrals", roles: ["support", "admin"] };
    const body = applyChange(shipped, { kind: "release", step: newQueue(shipped, asked) });
    expect(hasErrors(lintRelease(body))).toBe(false);
    const { queues, roles } = body.organisation;
    expect(queues.at(-1)).toEqual({ id: "referrals", name: "Referrals" });
    const seeing = roles.filter(({ queues: seen }) => seen.includes("referrals"));
    expect(seeing.map(({ id }) => id)).toEqual(["support"]);
    expect(roles.find(({ id }) => id === "admin")?.queues).toEqual(["*"]);
  });

  it("is a message with the languages in which somebody has written it", () => {
    const texts = { en: "{{case.id}}: we have referred you.", sw: "", fr: "" };
    const entry = newMessage({ id: "referred", name: "Referred", texts });
    expect(entry.texts).toEqual({ sms: { en: texts.en } });
    const step = { do: "add", to: "templates", entry } as const;
    const findings = lintRelease(applyChange(shipped, { kind: "release", step }));
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});
