import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk, type Person } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { Release, ReleaseBody } from "../definition/release.js";
import type { Review } from "../protocol/review.js";

const AREAS = [
  { id: "words", name: "Words", covers: ["templates"], approvers: ["medical"] },
  { id: "staff", name: "Staff", covers: ["organisation"], approvers: ["admin"] },
];

let desk: Desk;
let author: Person;
let other: Person;
let both: Person;
let medical: Person;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("reviews"), temporalAddress: testTemporalAddress() },
    {
      worker: "none",
      release: (body) => ({
        ...body,
        organisation: {
          ...body.organisation,
          reviews: AREAS,
          roles: body.organisation.roles.map((role) =>
            role.id === "medical"
              ? { ...role, permissions: [...role.permissions, "release.read"] }
              : role,
          ),
        },
      }),
    },
  );
  [author, other, both, medical] = await Promise.all([
    desk.person(["admin"]),
    desk.person(["admin"]),
    desk.person(["admin", "medical"]),
    desk.person(["medical"]),
  ]);
});
afterAll(() => desk.close());

const as = ({ token }: Person, method: string, path: string, body?: object) =>
  desk.call(method, path, { token, ...(body === undefined ? {} : { body }) });
const current = async () =>
  (await as(author, "GET", "/api/releases/current")).body as unknown as Release;

type Change = (body: ReleaseBody) => ReleaseBody;
const named =
  (name: string): Change =>
  (body) => ({
    ...body,
    templates: body.templates.map((one) => (one.id === "sms-help" ? { ...one, name } : one)),
  });
const called =
  (name: string): Change =>
  (body) => ({ ...body, organisation: { ...body.organisation, name } });

/** What is sent to publish or to have looked at a change of the release that runs. */
async function request(change: Change) {
  const { number, body } = await current();
  return { definition: change(body), reason: "A better text", baseRelease: number };
}
const publish = async (change: Change, who = author) =>
  as(who, "POST", "/api/releases", await request(change));
const ask = async (change: Change, who = author) => {
  const { body } = await as(who, "POST", "/api/reviews", await request(change));
  return body as unknown as Review;
};
const decide = (who: Person, { id }: Review, area: string, verdict: string, note = "") =>
  as(who, "POST", `/api/reviews/${id}/verdicts`, { area, verdict, note });
const read = async ({ id }: Review, who = author) =>
  (await as(who, "GET", `/api/reviews/${id}`)).body["review"] as Review;
const told = async (who: Person) => {
  const { body } = await as(who, "GET", "/api/notices");
  return (body["items"] as { review?: { id: string; what: string }; says: string }[]).map(
    ({ review, says }) => ({ ...review, says }),
  );
};

describe("a change of what nobody publishes alone", () => {
  test("is published once somebody else has approved just that, whatever way it comes", async () => {
    const change = named("First");
    const refused = await publish(change);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: "not_reviewed", errors: [{ pointer: "/definition", code: "words" }] },
    });
    const { templates } = change((await current()).body);
    const alone = await as(author, "PUT", "/api/templates/sms-help", {
      definition: templates.find(({ id }) => id === "sms-help"),
      reason: "alone",
    });
    expect([alone.status, alone.body["code"]]).toEqual([409, "not_reviewed"]);

    const review = await ask(change);
    expect(review.areas.map(({ id, verdict }) => [id, verdict])).toEqual([["words", null]]);
    expect(await told(medical)).toContainEqual({
      id: review.id,
      what: "asked",
      says: "A better text",
    });
    expect((await decide(medical, review, "words", "approved")).status).toBe(200);
    expect(await told(author)).toContainEqual({ id: review.id, what: "approved", says: "Words" });

    // What was approved is this and nothing besides.
    expect((await publish(named("Second"))).body["code"]).toBe("not_reviewed");
    const published = await publish(change);
    expect(published.status).toBe(201);
    expect(await read(review)).toMatchObject({
      standing: "published",
      publishedAs: published.body["number"],
    });
  });

  test("is not approved by its author, by who has no such role, or with a word that nobody gave", async () => {
    const review = await ask(named("Mine"), both);
    expect((await read(review, both)).areas).toMatchObject([{ id: "words", mayDecide: false }]);
    expect((await decide(both, review, "words", "approved")).status).toBe(403);
    expect((await decide(other, review, "words", "approved")).status).toBe(403);
    expect((await decide(medical, review, "staff", "approved")).status).toBe(422);
    expect((await decide(medical, review, "words", "declined")).body).toMatchObject({
      code: "invalid_input",
      errors: [{ pointer: "/note" }],
    });
    expect((await publish(named("Mine"), both)).body["code"]).toBe("not_reviewed");
    expect((await read(review)).areas).toMatchObject([{ verdict: null }]);
  });

  test("that is declined waits until it is approved, and says why it was", async () => {
    const change = named("Declined at first");
    const review = await ask(change);
    await decide(medical, review, "words", "approved");
    await decide(both, review, "words", "declined", "Too long for one SMS");
    expect((await publish(change)).body["code"]).toBe("not_reviewed");
    const declined = { verdict: "declined", note: "Too long for one SMS", by: { id: both.id } };
    expect((await read(review)).areas).toMatchObject([declined]);
    await decide(medical, review, "words", "approved");
    expect((await publish(change)).status).toBe(201);
  });

  test("needs every area that it touches, each by people of its own", async () => {
    const change: Change = (body) => called("Another clinic")(named("Two areas")(body));
    const review = await ask(change);
    await decide(medical, review, "words", "approved");
    expect((await publish(change)).body["errors"]).toMatchObject([{ code: "staff" }]);
    await decide(other, review, "staff", "approved");
    expect((await publish(change)).status).toBe(201);
  });

  test("is approved anew when somebody has published since, or its author asks again", async () => {
    const change = named("Late");
    const approved = await request(change);
    const review = await ask(change);
    await decide(medical, review, "words", "approved");
    // Rules are in no area.
    const between = await publish((body) => ({
      ...body,
      ruleSets: body.ruleSets.map((set) => ({ ...set, name: `${set.name}.` })),
    }));
    expect(between.status).toBe(201);
    expect((await publish(change)).body["code"]).toBe("not_reviewed");
    // The very content that was approved would take back what was published since.
    const { number: baseRelease } = await current();
    const over = await as(author, "POST", "/api/releases", { ...approved, baseRelease });
    expect(over.body["code"]).toBe("not_reviewed");
    expect(await read(review)).toMatchObject({ standing: "open", isPast: true });
    expect((await decide(medical, review, "words", "approved")).body["code"]).toBe("not_now");

    const again = await ask(change);
    expect(await read(review)).toMatchObject({ standing: "withdrawn" });
    await decide(medical, again, "words", "approved");
    expect((await publish(change)).status).toBe(201);
  });

  test("may be that nothing has to be approved any more: then whoever approved until now does", async () => {
    const change: Change = (body) => ({
      ...body,
      organisation: { ...body.organisation, reviews: [AREAS[1]].flatMap((area) => area ?? []) },
    });
    const refused = await publish(change, other);
    expect(refused.body["errors"]).toMatchObject([{ code: "words" }, { code: "staff" }]);
  });
});

describe("a review", () => {
  test("is begun once by a request that is repeated, and taken back by its author alone", async () => {
    const body = await request(named("Once"));
    const twice = await Promise.all(
      [1, 2].map(() =>
        desk.call("POST", "/api/reviews", { token: author.token, key: "once", body }),
      ),
    );
    const ids = new Set(twice.flatMap(({ status, body }) => (status === 201 ? [body["id"]] : [])));
    expect(ids.size).toBe(1);
    const [id] = ids;
    const withdraw = (who: Person) => as(who, "POST", `/api/reviews/${String(id)}/withdraw`);
    expect((await withdraw(other)).status).toBe(403);
    expect((await withdraw(author)).body).toMatchObject({ standing: "withdrawn" });
    expect((await withdraw(author)).body["code"]).toBe("not_now");
  });

  test("is talked about by those who see it, also part by part, and tells whoever has to do with it", async () => {
    const review = await ask(named("Talked about"));
    const say = (who: Person, comment: object) =>
      as(who, "POST", `/api/reviews/${review.id}/comments`, comment);
    expect((await say(medical, { part: "templates/sms-help", text: "Shorter?" })).status).toBe(201);
    expect((await say(author, { text: "It has to fit" })).status).toBe(201);
    expect((await say(medical, { part: "workflows/ticket", text: "?" })).body).toMatchObject({
      errors: [{ pointer: "/part" }],
    });
    expect((await say({ ...medical, token: desk.tokens.support }, { text: "?" })).status).toBe(403);
    expect((await read(review)).comments).toMatchObject([
      { by: { id: medical.id }, part: "templates/sms-help", text: "Shorter?" },
      { by: { id: author.id }, part: null, text: "It has to fit" },
    ]);
    expect(await told(author)).toContainEqual({
      id: review.id,
      what: "commented",
      says: "Shorter?",
    });
    expect(await told(medical)).toContainEqual({
      ...{ id: review.id, what: "commented", says: "It has to fit" },
    });
  });

  test("is not asked for where nothing has to be approved, nor of what could not be published", async () => {
    const rules: Change = (body) => ({
      ...body,
      ruleSets: body.ruleSets.map((set) => ({ ...set, name: "Others" })),
    });
    expect((await as(author, "POST", "/api/reviews", await request(rules))).body["code"]).toBe(
      "not_now",
    );
    const broken: Change = (body) => ({ ...body, templates: body.templates.slice(1) });
    const refused = await as(author, "POST", "/api/reviews", await request(broken));
    expect([refused.status, refused.body["code"]]).toEqual([422, "invalid_definition"]);
  });
});
