import { expect, test } from "vitest";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { addressOf, addressOfFinding, namedByFinding } from "./address.js";

const body = {
  workflows: [{ id: "ticket" }],
  ruleSets: [{ id: "a" }, { id: "routing", rules: [{ id: "one" }, { id: "two" }] }],
  templates: [{ id: "hello", name: "Hello" }],
  calendars: [{ id: "office", name: "Office" }],
  organisation: { queues: [{ id: "desk" }] },
} as unknown as ReleaseBody;

test.each([
  ["/workflows/0", "/admin/workflows/ticket"],
  ["/workflows/0/states/new/class", "/admin/workflows/ticket?show=state.new"],
  ["/workflows/0/transitions/close/when", "/admin/workflows/ticket?show=transition.close"],
  ["/workflows/0/openedBy/1/endpoint", "/admin/workflows/ticket?edit=1&view=settings"],
  ["/workflows/0/clocks/late", "/admin/workflows/ticket?edit=1&view=clocks"],
  ["/workflows/0/routes/create", "/admin/workflows/ticket"],
  ["/ruleSets/1/rules/1/when", "/admin/rules/routing?rule=two"],
  ["/ruleSets/1/otherwise/queue", "/admin/rules/routing?rule=*"],
  ["/ruleSets/1/lists/words", "/admin/rules/routing?part=words"],
  ["/templates/0/texts/sms/en", "/admin/messages/hello"],
  ["/templates/7/texts", null],
  ["/calendars/0/week/mon/1", "/admin/calendars/office"],
  ["/calendars/1/zone", null],
  ["/organisation/queues/0", "/admin/settings"],
  ["/organisation/teams/0", null],
  ["/organisation/roles/0/queues/1", "/admin/roles"],
  ["/organisation/reviews/0/approvers/0", "/admin/reviews"],
  ["/organisation/defaultLanguage", "/admin/settings"],
  ["", null],
])("what is wrong at %s is mended at %s", (path, address) => {
  const found = addressOfFinding({ path }, body);
  expect(found === null ? null : decodeURIComponent(found)).toBe(address);
});

test.each([
  ["/templates/0/texts/sms/en", "Hello"],
  ["/templates/7/texts", undefined],
  ["/calendars/0", "Office"],
  ["/organisation/roles/0", undefined],
  ["", undefined],
])("what is wrong at %s is about %s", (path, name) => {
  expect(namedByFinding({ path }, body)).toBe(name);
});

test("what a change is about has a page as long as it is there", () => {
  expect(addressOf({ list: "ruleSets", id: "routing" }, body)).toBe("/admin/rules/routing");
  expect(addressOf({ list: "ruleSets", id: "gone" }, body)).toBeNull();
  expect(addressOf({ list: "teams", id: "desk" }, body)).toBeNull();
  expect(addressOf({ list: "roles", id: "gone" }, body)).toBe("/admin/roles");
});
