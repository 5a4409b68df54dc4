import { describe, expect, test } from "vitest";
import type { Organisation, Role } from "../../../engine/definition/organisation.js";
import { shippedRelease } from "../../../tests/support/shipped-release.js";
import { roleDraft, roleOf, roleTrouble, type RoleDraft } from "./role-draft.js";

const { organisation } = await shippedRelease();
const people = [{ roles: ["admin"] }];

function role(id: string, { roles }: Organisation = organisation): Role {
  const one = roles.find((each) => each.id === id);
  if (!one) throw new Error(`no role ${id} is shipped`);
  return one;
}

const trouble = (id: string | null, change: Partial<RoleDraft>) =>
  roleTrouble({ ...roleDraft(id === null ? null : role(id)), ...change }, id, {
    ...{ published: organisation, organisation, people },
  });

describe("a role while it is changed", () => {
  test("comes out as it went in when nothing is changed", () => {
    for (const one of [...organisation.roles, { ...role("support"), changes: undefined }]) {
      const { changes: _changes, ...plain } = one;
      expect(roleOf(roleDraft(plain), one.id, organisation)).toEqual(plain);
    }
    const writer: Role = {
      ...{ id: "writer", name: "Writer", queues: [], changes: ["templates"] },
      permissions: ["release.publish"],
    };
    expect(roleOf(roleDraft(writer), "writer", organisation)).toEqual(writer);
  });

  test("says what it may change only as long as it publishes", () => {
    const draft = { ...roleDraft(role("support")), isRestricted: true, changes: ["templates"] };
    expect(roleOf(draft, "support", organisation)).not.toHaveProperty("changes");
    const publishing: RoleDraft = { ...draft, permissions: ["release.publish"] };
    expect(roleOf(publishing, "support", organisation).changes).toEqual(["templates"]);
  });

  test("gets an id that no other has when it is new", () => {
    const draft = { ...roleDraft(null), name: "Support" };
    expect(roleOf(draft, null, organisation).id).toBe("support_2");
  });

  test.each<[string | null, Partial<RoleDraft>, ReturnType<typeof roleTrouble>]>([
    ["support", {}, null],
    [null, { name: " " }, "nameNeeded"],
    [null, { name: "Support" }, "nameTaken"],
    ["support", { isRestricted: true }, null],
    ["support", { isRestricted: true, permissions: ["release.publish"] }, "whatNeeded"],
    ["admin", { permissions: ["case.read"] }, "nobody_manages_people"],
    ["admin", { isRestricted: true, changes: ["templates"] }, "nobody_changes_roles"],
    [null, { name: "Auditor", permissions: ["audit.read"] }, null],
  ])("of %s with %j is stopped by %s", (id, change, why) => {
    expect(trouble(id, change)).toBe(why);
  });
});
