import { describe, expect, test } from "vitest";
import { shippedRelease } from "../../tests/support/shipped-release.js";
import { lockOut } from "./administrators.js";
import { changeRights, changesOutside, mayChangeAll, mayChangeSome } from "./change-rights.js";
import type { Organisation, Permission, Role } from "./organisation.js";
import type { ReleaseBody } from "./release.js";

const shipped = await shippedRelease();
const { organisation } = shipped;

function role(id: string, permissions: readonly Permission[], changes?: readonly string[]): Role {
  return {
    ...{ id, name: id, permissions: [...permissions], queues: [] },
    ...(changes === undefined ? {} : { changes: [...changes] }),
  };
}

const roles = [
  role("words", ["release.publish"], ["templates/*/texts", "workflows/ticket/clocks/*/target"]),
  role("hours", ["release.publish"], ["calendars"]),
  role("all", ["release.publish"]),
  role("reader", ["release.read"], ["templates"]),
];

describe("what somebody may change", () => {
  test("is what their roles that publish let them together, everything as soon as one says nothing", () => {
    expect(changeRights({ roles }, ["words", "hours", "reader"])).toEqual([
      "templates/*/texts",
      "workflows/ticket/clocks/*/target",
      "calendars",
    ]);
    expect(changeRights({ roles }, ["words", "all"])).toBe("*");
    expect(changeRights({ roles }, ["reader", "gone"])).toEqual([]);
  });

  test.each<[string, boolean, boolean]>([
    ["templates/sms-help/texts/sms/en", true, true],
    ["templates/sms-help/texts", true, true],
    ["templates/sms-help", false, true],
    ["templates", false, true],
    ["templates/sms-help/name", false, false],
    ["workflows/ticket/clocks/first_response/target/High", true, true],
    ["workflows/ticket/clocks/first_response/stops", false, false],
    ["workflows/visit/clocks/first_response/target", false, false],
    ["calendars/nairobi", true, true],
    ["organisation/roles", false, false],
  ])("at %s: all of it %s, something of it %s", (path, all, some) => {
    const rights = changeRights({ roles }, ["words", "hours"]);
    expect(mayChangeAll(rights, path.split("/"))).toBe(all);
    expect(mayChangeSome(rights, path.split("/"))).toBe(some);
  });

  test("leaves outside every other place that a change touches, and nothing for who may change everything", () => {
    const after: ReleaseBody = structuredClone(shipped);
    after.organisation.name = "Another clinic";
    for (const template of after.templates) template.texts.sms["en"] = "Another text";
    const outside = changesOutside(shipped, after, ["templates/*/texts"]);
    expect(outside.map(({ pointer }) => pointer)).toEqual(["/organisation/name"]);
    expect(changesOutside(shipped, after, [])).toHaveLength(1 + shipped.templates.length);
    expect(changesOutside(shipped, after, "*")).toEqual([]);
  });
});

const withRoles = (change: (role: Role) => Role): Organisation => ({
  ...organisation,
  roles: organisation.roles.map((one) => change(one)),
});
const without = (permission: Permission) =>
  withRoles((one) => ({
    ...one,
    permissions: one.permissions.filter((granted) => granted !== permission),
  }));
const people = [{ roles: ["admin"] }, { roles: ["support"] }];

describe("the last administrator", () => {
  test.each<[string, Organisation, ReturnType<typeof lockOut>]>([
    ["everything stays", organisation, null],
    ["nobody manages people", without("user.manage"), "nobody_manages_people"],
    ["nobody publishes", without("release.publish"), "nobody_changes_roles"],
    ["nobody sees releases", without("release.read"), "nobody_changes_roles"],
    [
      "whoever publishes may not change roles",
      withRoles((one) => ({ ...one, changes: ["organisation/roles/support"] })),
      "nobody_changes_roles",
    ],
    [
      "only a role that nobody has manages people",
      withRoles((one) => ({
        ...one,
        permissions: one.id === "security" ? ["user.manage"] : one.permissions.slice(0, 3),
      })),
      "nobody_manages_people",
    ],
    [
      "another role that somebody has does all of it",
      withRoles((one) => ({
        ...one,
        permissions: one.id === "support" ? [...(organisation.roles[0]?.permissions ?? [])] : [],
      })),
      null,
    ],
  ])("is not locked out when %s", (_what, after, why) => {
    expect(lockOut(organisation, after, people)).toBe(why);
  });

  test("matters only where there was one", () => {
    expect(lockOut(organisation, without("user.manage"), [{ roles: ["support"] }])).toBeNull();
  });
});
