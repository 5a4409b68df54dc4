import { describe, expect, test } from "vitest";
import { shippedRelease } from "../../tests/support/shipped-release.js";
import { contentHash } from "./canonical.js";
import { isIntact, releaseHash } from "./release-hash.js";
import { changedParts } from "./release-parts.js";
import type { ReleaseBody } from "./release.js";

const shipped = await shippedRelease();

type Transitions = ReleaseBody["workflows"][number]["transitions"];

function withTransitions(change: (transitions: Transitions) => Transitions): ReleaseBody {
  const workflows = shipped.workflows.map((workflow) =>
    workflow.id === "ticket"
      ? { ...workflow, transitions: change(workflow.transitions) }
      : workflow,
  );
  return { ...shipped, workflows };
}

/** The other way round: the last transition that fits would be the first. */
const turned = withTransitions((all) => Object.fromEntries(Object.entries(all).toReversed()));
const drawn: ReleaseBody = {
  ...shipped,
  workflows: shipped.workflows.map(({ layout: _layout, ...workflow }) => workflow),
};
/** With something to remember on every picture. */
const noted: ReleaseBody = {
  ...shipped,
  workflows: shipped.workflows.map((one) => ({
    ...one,
    notes: { ask: { text: "Ask Mary" } },
    groups: { all: { name: "All", colour: "tide", states: [one.initial] } },
  })),
};

describe("what differs between two releases", () => {
  test("is each definition and each member of the organisation that is added, changed or removed", () => {
    const [ruleSet] = shipped.ruleSets;
    const [template] = shipped.templates;
    if (!ruleSet || !template) throw new Error("nothing is shipped");
    const after: ReleaseBody = {
      ...shipped,
      organisation: { ...shipped.organisation, name: "Another clinic" },
      ruleSets: shipped.ruleSets.map((set) => (set === ruleSet ? { ...set, name: "New" } : set)),
      templates: [
        ...shipped.templates.filter((each) => each !== template),
        { ...template, id: "zz-new" },
      ],
    };
    expect(changedParts(shipped, after)).toEqual([
      { of: "organisation", id: "name", name: "name", change: "changed" },
      { of: "ruleSets", id: ruleSet.id, name: "New", change: "changed" },
      { of: "templates", id: template.id, name: template.name, change: "removed" },
      { of: "templates", id: "zz-new", name: template.name, change: "added" },
    ]);
    expect(changedParts(shipped, structuredClone(shipped))).toEqual([]);
  });

  test("is also the order of transitions, and not how a workflow is drawn", () => {
    expect(changedParts(shipped, turned)).toMatchObject([
      { of: "workflows", id: "ticket", change: "changed" },
    ]);
    expect(changedParts(shipped, drawn)).toEqual([]);
    expect(changedParts(shipped, noted)).toEqual([]);
  });
});

describe("the hash of a release", () => {
  test("tells the order of transitions, and not how a workflow is drawn", () => {
    expect(releaseHash(turned)).not.toBe(releaseHash(shipped));
    expect(releaseHash(drawn)).toBe(releaseHash(shipped));
    expect(releaseHash(noted)).toBe(releaseHash(shipped));
  });

  test("is still read where it was made before it told the order", () => {
    const hash = contentHash(drawn);
    expect(isIntact({ hash, body: shipped })).toBe(true);
    const organisation = { ...shipped.organisation, name: "Another clinic" };
    expect(isIntact({ hash, body: { ...shipped, organisation } })).toBe(false);
    expect(isIntact({ hash: releaseHash(shipped), body: turned })).toBe(false);
  });
});
