import { describe, expect, test } from "vitest";
import { shippedRelease } from "../../tests/support/shipped-release.js";
import type { ReleaseBody } from "./release.js";
import { areasTouched, type ReviewArea } from "./review-area.js";

const shipped = await shippedRelease();
const areas: readonly ReviewArea[] = [
  { id: "care", name: "Care", covers: ["workflows/ticket", "ruleSets"], approvers: ["medical"] },
  { id: "words", name: "Words", covers: ["templates"], approvers: ["support"] },
  { id: "staff", name: "Staff", covers: ["organisation/roles"], approvers: ["admin"] },
];
const reviewed = withAreas(areas);

function withAreas(reviews: readonly ReviewArea[], body: ReleaseBody = shipped): ReleaseBody {
  return { ...body, organisation: { ...body.organisation, reviews: [...reviews] } };
}

const touched = (after: ReleaseBody) => areasTouched(reviewed, after).map(({ id }) => id);
const named = <T extends { readonly id: string }>(list: readonly T[], id?: string): T[] =>
  list.map((one) => (id === undefined || one.id === id ? { ...one, name: "Another" } : one));

describe("the areas that a change touches", () => {
  test.each<[string, ReleaseBody, readonly string[]]>([
    ["nothing", structuredClone(reviewed), []],
    ["a workflow", { ...reviewed, workflows: named(reviewed.workflows, "ticket") }, ["care"]],
    [
      "another workflow",
      { ...reviewed, workflows: named(reviewed.workflows, "lost-property") },
      [],
    ],
    ["all rules", { ...reviewed, ruleSets: named(reviewed.ruleSets) }, ["care"]],
    ["one rule set less", { ...reviewed, ruleSets: reviewed.ruleSets.slice(1) }, ["care"]],
    [
      "a message and a role",
      {
        ...reviewed,
        templates: named(reviewed.templates, "sms-help"),
        organisation: {
          ...reviewed.organisation,
          roles: named(reviewed.organisation.roles, "admin"),
        },
      },
      ["words", "staff"],
    ],
    ["an area less", withAreas(areas.slice(1)), ["care"]],
    [
      "an area that covers less",
      withAreas(
        areas.map((area) => (area.id === "words" ? { ...area, covers: ["calendars"] } : area)),
      ),
      ["words"],
    ],
    [
      "another area",
      withAreas([
        ...areas,
        { id: "new", name: "New", covers: ["calendars"], approvers: ["admin"] },
      ]),
      [],
    ],
  ])("%s", (_what, after, ids) => {
    expect(touched(after)).toEqual(ids);
  });

  test("are none where the release that runs has none, whatever the next one brings", () => {
    expect(areasTouched(shipped, reviewed)).toEqual([]);
  });
});
