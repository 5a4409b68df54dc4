import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk, type Person } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { Permission, Role } from "../definition/organisation.js";
import type { Release, ReleaseBody } from "../definition/release.js";

const PUBLISHES: Permission[] = ["release.read", "release.publish"];
const WRITER: Role = {
  ...{ id: "writer", name: "Writer", permissions: PUBLISHES, queues: [] },
  changes: ["templates/*/texts", "workflows/ticket/clocks/*/target"],
};

let desk: Desk;
let admin: Person;
let writer: Person;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("rights"), temporalAddress: testTemporalAddress() },
    { worker: "none", release: withRoles((roles) => [...roles, WRITER]) },
  );
  [admin, writer] = await Promise.all([desk.person(["admin"]), desk.person(["writer"])]);
});
afterAll(() => desk.close());

type Change = (body: ReleaseBody) => ReleaseBody;

function withRoles(change: (roles: Role[]) => Role[]): Change {
  return (body) => {
    const { organisation } = body;
    return { ...body, organisation: { ...organisation, roles: change(organisation.roles) } };
  };
}

const as = ({ token }: Person, method: string, path: string, body?: object) =>
  desk.call(method, path, { token, ...(body === undefined ? {} : { body }) });
const current = async () =>
  (await as(admin, "GET", "/api/releases/current")).body as unknown as Release;

/** Publishes a change of the release that runs. */
async function publish(change: Change, who = writer, path = "/api/releases") {
  const { number, body } = await current();
  const definition = change(structuredClone(body));
  return as(who, "POST", path, { definition, reason: "Better", baseRelease: number });
}

const texted =
  (text: string): Change =>
  (body) => {
    for (const { id, texts } of body.templates) if (id === "sms-help") texts.sms["en"] = text;
    return body;
  };
const called =
  (name: string): Change =>
  (body) => ({ ...body, organisation: { ...body.organisation, name } });
const pointers = ({ body }: Awaited<ReturnType<typeof publish>>) =>
  (body["errors"] as { pointer: string }[]).map(({ pointer }) => pointer);

describe("somebody whose role may change only texts and times", () => {
  test("publishes these, whole or one by one, and nothing else with them", async () => {
    expect((await publish(texted("Write HELP and your question."))).status).toBe(201);
    const before = await current();
    const place = before.body.templates.findIndex(({ id }) => id === "sms-help");

    const refused = await publish((body) => called("Mine")(texted("More")(body)));
    expect(refused).toMatchObject({ status: 403, body: { code: "change_not_allowed" } });
    expect(pointers(refused)).toEqual(["/definition/organisation/name"]);

    const template = before.body.templates[place];
    const alone = (change: object) =>
      as(writer, "PUT", "/api/templates/sms-help", {
        definition: { ...template, ...change },
        reason: "alone",
      });
    const renamed = await alone({ name: "Another name" });
    expect([renamed.status, pointers(renamed)]).toEqual([403, ["/definition/name"]]);
    expect((await current()).number).toBe(before.number);
    expect((await alone({ texts: { sms: { en: "Text HELP.", sw: "Andika HELP." } } })).status).toBe(
      201,
    );
  });

  test("is refused whatever the way, and by each place", async () => {
    const before = await current();
    const { alerts } = before.body.organisation;
    if (!alerts) throw new Error("no alerts are shipped");
    const levels = await as(writer, "PUT", "/api/alert-channels", {
      levels: { ...alerts, info: { ...alerts.info, email: !alerts.info.email } },
      reason: "Quiet",
      baseRelease: before.number,
    });
    expect([levels.status, levels.body["code"]]).toEqual([403, "change_not_allowed"]);

    expect((await publish(called("Another clinic"), admin)).status).toBe(201);
    const { number: baseRelease } = await current();
    const back = await as(writer, "POST", `/api/releases/${String(before.number)}/restore`, {
      reason: "As it was",
      baseRelease,
    });
    expect([back.status, pointers(back)]).toEqual([403, ["/definition/organisation/name"]]);
  });

  test("does not widen the role with the change that needs it", async () => {
    const { body } = await current();
    const place = body.organisation.roles.findIndex(({ id }) => id === "writer");
    const { changes: _changes, ...free } = WRITER;
    const refused = await publish(
      withRoles((roles) => roles.map((role) => (role.id === "writer" ? free : role))),
    );
    expect(pointers(refused)).toEqual([`/definition/organisation/roles/${String(place)}`]);
  });

  test("does not say which cases follow which release", async () => {
    const { number, body } = await current();
    const ramped = await as(writer, "POST", "/api/ramps", {
      ...{ workflow: "ticket", share: 10, to: number, reason: "Some first" },
    });
    const ramping = await as(writer, "POST", "/api/releases", {
      ...{ definition: texted("For some first")(body), reason: "Some first" },
      ...{ baseRelease: number, ramp: { workflow: "ticket", share: 10 } },
    });
    const moved = await as(writer, "POST", "/api/migrations", {
      ...{ workflow: "ticket", from: number - 1, to: number, reason: "All of them" },
    });
    const answers = [ramped, ramping, moved].map(({ status, body: said }) => [
      status,
      said["code"],
    ]);
    expect(answers).toEqual(Array(3).fill([403, "change_not_allowed"]));
    expect((await current()).number).toBe(number);
  });

  test("asks nobody to approve what the role does not cover", async () => {
    const reviews = [
      { id: "all", name: "All", covers: ["templates", "organisation"], approvers: ["admin"] },
    ];
    const reviewed = await publish(
      (body) => ({ ...body, organisation: { ...body.organisation, reviews } }),
      admin,
    );
    expect(reviewed.status).toBe(201);
    const asked = await publish(called("Mine"), writer, "/api/reviews");
    expect([asked.status, asked.body["code"]]).toEqual([403, "change_not_allowed"]);
    expect((await publish(texted("Ask first."), writer, "/api/reviews")).status).toBe(201);
  });
});

describe("the last administrator", () => {
  test("is not locked out by a release", async () => {
    const { number } = await current();
    const refused = await publish(
      withRoles((roles) =>
        roles.map((role) => ({
          ...role,
          permissions: role.permissions.filter((one) => one !== "user.manage"),
        })),
      ),
      admin,
    );
    expect(refused).toMatchObject({ status: 422, body: { code: "invalid_definition" } });
    expect(refused.body["errors"]).toMatchObject([
      { pointer: "/definition/organisation/roles", code: "nobody_manages_people" },
    ]);
    expect((await current()).number).toBe(number);
  });
});
