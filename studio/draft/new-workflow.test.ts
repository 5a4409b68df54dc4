import { beforeAll, describe, expect, test } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { parseRelease } from "../../engine/definition/parse.js";
import { lintRelease } from "../../engine/release-lint.js";
import { shippedRelease } from "../../tests/support/shipped-release.js";
import { copiedWorkflow, removedWorkflow } from "./copied-workflow.js";
import { workingRoles } from "./new-queue.js";
import { idFor, newWorkflow, prefixFor } from "./new-workflow.js";
import { applyReleaseStep } from "./release-steps.js";

const WORDS = {
  begun: "New",
  ended: "Done",
  end: "Finish",
  about: "What?",
  priorities: ["Normal"],
};

let shipped: ReleaseBody;
beforeAll(async () => {
  shipped = await shippedRelease();
});

const found = (body: ReleaseBody) => lintRelease(body).map(({ code, path }) => `${code} ${path}`);
const made = (name: string, roles: readonly string[]) =>
  applyReleaseStep(
    shipped,
    newWorkflow(
      shipped,
      {
        name,
        id: idFor(name, shipped, ["workflows", "queues"]),
        prefix: prefixFor(name, shipped),
        roles,
      },
      WORDS,
    ),
  );

describe("a workflow from nothing", () => {
  test("can be published as it is: it brings its queue, and those who work on it see that", () => {
    const roles = workingRoles(shipped).map(({ id }) => id);
    const body = made("Home visit", roles);
    expect(parseRelease(body)).toMatchObject({ ok: true });
    expect(found(body)).toEqual(found(shipped));
    expect(body.workflows.at(-1)).toMatchObject({
      id: "home-visit",
      subject: { prefix: "HV" },
      defaultQueue: "home-visit",
      transitions: { end: { by: roles } },
    });
    const seeing = body.organisation.roles.filter(
      ({ queues }) => queues.includes("*") || queues.includes("home-visit"),
    );
    expect(seeing.map(({ id }) => id)).toEqual(expect.arrayContaining(roles));
    const [first = ""] = roles;
    const others = made("Home visit", [first]).organisation.roles.filter(({ queues }) =>
      queues.includes("home-visit"),
    );
    expect(others.every(({ id }) => id === first)).toBe(true);
  });

  test.each([
    ["Home visit", "home-visit", "HV"],
    ["Überweisung!", "uberweisung", "U"],
    ["ticket", "ticket-2", "TI"],
    ["  7 days ", "days", "D"],
    ["العيادة", "workflow", "X"],
    ["x".repeat(90), "x".repeat(36), "X"],
  ])("called %s is called %s, and its cases begin with %s", (name, id, prefix) => {
    expect(idFor(name, shipped, ["workflows", "queues"])).toBe(id);
    expect(prefixFor(name, shipped)).toBe(prefix);
  });
});

describe("a workflow like another", () => {
  test("has rules of its own and none of the addresses, and is as sound as the first", () => {
    for (const from of shipped.workflows) {
      const step = copiedWorkflow(shipped, from, { id: "another", name: "Another", prefix: "ZZ" });
      const body = applyReleaseStep(shipped, step);
      expect(parseRelease(body)).toMatchObject({ ok: true });
      const errors = lintRelease(body).filter(({ severity }) => severity === "error");
      expect(errors).toEqual([]);
      const own = (id: string) => body.ruleSets.filter(({ workflow }) => workflow === id).length;
      expect(own("another")).toBe(own(from.id));
      expect(body.workflows.find(({ id }) => id === "another")?.routes).toBeUndefined();
      expect(applyReleaseStep(body, removedWorkflow(body, "another"))).toEqual(shipped);
    }
  });
});
