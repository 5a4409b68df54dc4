import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk, PASSWORD } from "../../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../../tests/support/servers.js";
import { users } from "../../store/users.js";
import { refreshTokens } from "../../store/sessions.js";

let desk: Desk;
/** Added to the real time, so that minutes pass at once. */
let ahead = 0;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("sign-in"), temporalAddress: testTemporalAddress() },
    { worker: "none", now: () => Date.now() + ahead },
  );
});
afterAll(() => desk.close());

const login = (email: string, password: string) =>
  desk.call("POST", "/auth/login", { body: { email, password } });
const refresh = (refreshToken: string) =>
  desk.call("POST", "/auth/refresh", { body: { refreshToken } });
const profile = (token: string) => desk.call("GET", "/api/auth/profile", { token });

describe("signing in", () => {
  test("answers tokens and what the person may do", async () => {
    const { email } = await desk.person(["support"]);
    const { status, body } = await login(email.toUpperCase(), PASSWORD);
    expect(status).toBe(200);
    expect(Object.keys(body).toSorted()).toEqual(["refreshToken", "token", "user"]);
    expect(body["user"]).toMatchObject({ email, roles: ["support"] });
    expect(JSON.stringify(body)).not.toContain("argon2");
    const pair = await desk.call("POST", "/api/token/", { body: { email, password: PASSWORD } });
    expect(Object.keys(pair.body).toSorted()).toEqual(["access", "refresh"]);
  });

  test("answers the same for a wrong password and for a person who is not there", async () => {
    const { email } = await desk.person(["support"]);
    const [wrong, unknown] = [
      await login(email, "wrong"),
      await login("x@clinic.example", "wrong"),
    ];
    expect(wrong.status).toBe(401);
    expect({ ...wrong.body, request: "" }).toEqual({ ...unknown.body, request: "" });
  });

  test("takes as long for a person who is not there", async () => {
    const { email } = await desk.person(["support"]);
    const timed = async (name: string) => {
      const begin = performance.now();
      await login(name, "wrong");
      return performance.now() - begin;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 9; i++) {
      known.push(await timed(email));
      unknown.push(await timed(`nobody-${String(i)}@clinic.example`));
    }
    // Hashing takes some 50 ms; leaving it out for unknown people would show at once. A busy machine only adds to a time, so
    // the shortest of each is compared.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2);
  });

  test("is told to wait after ten failures, with the right password too, until a quarter of an hour is over", async () => {
    const { email } = await desk.person(["support"]);
    for (let i = 0; i < 10; i++) expect((await login(email, "wrong")).status).toBe(401);
    const limited = await login(email, PASSWORD);
    expect([limited.status, limited.body["code"]]).toEqual([429, "too_many_requests"]);
    expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
    ahead += 15 * 60_000;
    expect((await login(email, PASSWORD)).status).toBe(200);
  });

  test("keeps passwords as argon2id, all of their bytes", async () => {
    const long = "p".repeat(73);
    const made = await desk.call("POST", "/users", {
      token: await adminToken(),
      body: {
        email: "long@clinic.example",
        name: "Long",
        password: `${long}a`,
        roles: ["support"],
      },
    });
    expect(made.status).toBe(201);
    expect((await login("long@clinic.example", `${long}b`)).status).toBe(401);
    const stored = await desk.clinic.store.of(users).find().lean();
    expect(stored.every(({ passwordHash }) => passwordHash.startsWith("$argon2id$"))).toBe(true);
  });

  test("of 24 at once hashes eight and tells the others to wait", async () => {
    const { passwords } = desk.world;
    const tries = Array.from({ length: 24 }, () => passwords.fits(PASSWORD, null));
    const ended = await Promise.allSettled(tries);
    const codes = ended.map((each) =>
      each.status === "fulfilled" ? "hashed" : (each.reason as { code: string }).code,
    );
    expect(codes.filter((code) => code === "hashed")).toHaveLength(8);
    expect(codes.filter((code) => code === "too_many_requests")).toHaveLength(16);
    expect(await passwords.fits(PASSWORD, null)).toBe(false);
  });
});

describe("an access token", () => {
  test("lives ten minutes", async () => {
    const { token } = await desk.person(["support"]);
    expect((await profile(token)).status).toBe(200);
    ahead += 10 * 60_000 + 1_000;
    expect((await profile(token)).status).toBe(401);
  });

  test("that somebody else made, or made for something else, is worth nothing", async () => {
    const { token, id } = await desk.person(["admin"]);
    const [header = "", claims = "", signature = ""] = token.split(".");
    const { sid } = JSON.parse(Buffer.from(claims, "base64url").toString()) as { sid: string };
    const key = desk.world.keys.access;
    const now = Math.floor(desk.world.now() / 1000);
    const made = (change: (jwt: SignJWT) => SignJWT, with_ = key, header_ = {}) =>
      change(
        new SignJWT({ sid })
          .setProtectedHeader({ alg: "HS256", typ: "at+jwt", ...header_ })
          .setSubject(id)
          .setIssuer("casewright")
          .setAudience("casewright-api")
          .setIssuedAt(now)
          .setExpirationTime(now + 60),
      ).sign(with_);
    const forged = [
      `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString("base64url")}.${claims}.`,
      `${Buffer.from('{"alg":"none"}').toString("base64url")}.${claims}.${signature}`,
      `${header}.${Buffer.from('{"sub":"x"}').toString("base64url")}.${signature}`,
      `${header}.${claims}.${signature.slice(0, -2)}AA`,
      `${header}.${claims}`,
      await made((jwt) => jwt, desk.world.keys.refresh),
      await made((jwt) => jwt.setAudience("other")),
      await made((jwt) => jwt.setIssuer("other")),
      await made((jwt) => jwt.setSubject("somebody-else")),
      await made((jwt) => jwt.setExpirationTime(now - 1)),
      await made((jwt) => jwt, key, { typ: "JWT" }),
      await made((jwt) => jwt, key, { alg: "HS512" }),
      "x",
    ];
    for (const each of forged) expect([each, (await profile(each)).status]).toEqual([each, 401]);
    expect((await profile(await made((jwt) => jwt))).status).toBe(200);
  });
});

describe("a refresh token", () => {
  test("is exchanged for the next one, which works", async () => {
    const { refreshToken } = await desk.person(["support"]);
    const first = await refresh(refreshToken);
    expect(first.status).toBe(200);
    expect(first.body["refreshToken"]).not.toBe(refreshToken);
    const second = await desk.call("POST", "/api/token/refresh/", {
      body: { refresh: first.body["refreshToken"] },
    });
    expect(second.status).toBe(200);
    expect((await profile(String(second.body["access"]))).status).toBe(200);
  });

  test("used twenty times at once gets one answer twenty times", async () => {
    const { refreshToken } = await desk.person(["support"]);
    const replies = await Promise.all(Array.from({ length: 20 }, () => refresh(refreshToken)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
  });

  test("that comes back later ends the session of thief and owner alike", async () => {
    const { refreshToken } = await desk.person(["support"]);
    const next = await refresh(refreshToken);
    ahead += 11_000;
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await refresh(String(next.body["refreshToken"]))).status).toBe(401);
    expect((await profile(String(next.body["token"]))).status).toBe(401);
  });

  test("stands nowhere in the database", async () => {
    const { refreshToken } = await desk.person(["support"]);
    const stored = await desk.clinic.store.of(refreshTokens).find().lean();
    expect(stored.length).toBeGreaterThan(0);
    expect(JSON.stringify(stored)).not.toContain(refreshToken);
  });
});

describe("a session ends", () => {
  test("by signing out, at once", async () => {
    const { token, refreshToken } = await desk.person(["support"]);
    expect((await desk.call("POST", "/api/auth/logout", { token })).status).toBe(204);
    expect((await profile(token)).status).toBe(401);
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  test("when the person is deactivated, within a second", async () => {
    const person = await desk.person(["support"]);
    expect((await profile(person.token)).status).toBe(200);
    const changed = await desk.call("PATCH", `/api/users/${person.id}`, {
      token: await adminToken(),
      body: { active: false },
    });
    expect(changed.body["active"]).toBe(false);
    ahead += 1_000;
    expect((await profile(person.token)).status).toBe(401);
    expect((await refresh(person.refreshToken)).status).toBe(401);
    expect((await login(person.email, PASSWORD)).status).toBe(401);
  });

  test("everywhere else when the password changes", async () => {
    const person = await desk.person(["support"]);
    const other = await login(person.email, PASSWORD);
    const body = { password: "another long password", currentPassword: PASSWORD };
    const wrong = { ...body, currentPassword: "wrong" };
    const put = (with_: object) =>
      desk.call("PUT", "/api/auth/profile", { token: person.token, body: with_ });
    expect((await put(wrong)).status).toBe(401);
    expect((await put(body)).status).toBe(200);
    ahead += 1_000;
    expect((await profile(person.token)).status).toBe(200);
    expect((await profile(String(other.body["token"]))).status).toBe(401);
  });
});

describe("roles", () => {
  test("that change count within a second", async () => {
    const person = await desk.person(["support"]);
    const users = () => desk.call("POST", "/users", { token: person.token, body: {} });
    expect((await users()).status).toBe(403);
    const body = { roles: ["admin"] };
    await desk.call("PATCH", `/api/users/${person.id}`, { token: await adminToken(), body });
    ahead += 1_000;
    expect((await users()).status).toBe(422);
  });

  test("must be roles of the organisation, and nobody changes their own", async () => {
    const admin = await desk.person(["admin"]);
    const patch = (id: string, body: object) =>
      desk.call("PATCH", `/api/users/${id}`, { token: admin.token, body });
    const unknown = await patch(admin.id, { roles: ["emperor"] });
    expect(unknown.status).toBe(403);
    const other = await desk.person(["support"]);
    expect((await patch(other.id, { roles: ["emperor"] })).body["errors"]).toEqual([
      {
        pointer: "/roles/0",
        message:
          "must be one of admin, support, medical, infrastructure, security, compliance, porter",
      },
    ]);
  });
});

/** A token that is fresh however far the time has moved. */
async function adminToken(): Promise<string> {
  return (await desk.person(["admin"])).token;
}
