import { connect } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk, type Who } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import { currentRelease } from "../store/releases.js";
import { documentRoutesOf } from "./document-routes.js";
import type { OpenApi } from "./openapi.js";
import type { Route } from "./route.js";
import { ROUTES } from "./routes/index.js";

let desk: Desk;
let routes: readonly Route[];
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("surface"), temporalAddress: testTemporalAddress() },
    { worker: "none" },
  );
  routes = [...ROUTES, ...documentRoutesOf(await currentRelease(desk.clinic.store)).routes];
});
afterAll(() => desk.close());

/** Every address of every route with something in place of its parameters. */
function addresses(): { readonly route: Route; readonly path: string }[] {
  return routes.flatMap((route) =>
    [route.path, ...(route.aliases ?? [])].map((path) => ({
      route,
      path: path.replace(":number", "1").replaceAll(/:\w+/g, "T-0000-0"),
    })),
  );
}

describe("the description of the API", () => {
  test("names every address and method that the router answers, and no other", async () => {
    const { body } = await desk.call("GET", "/openapi.json");
    const { paths } = body as unknown as OpenApi;
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const answered = routes.flatMap(({ method, path, aliases = [] }) =>
      [path, ...aliases].map((each) => `${method} ${each.replaceAll(/:(\w+)/g, "{$1}")}`),
    );
    expect(described.toSorted()).toEqual(answered.toSorted());
    expect(described).toContain("PATCH /tickets/{id}");
    expect(described).toContain("GET /lost-property");
  });

  test("refers to nothing that is not there, and gives every operation a name of its own", async () => {
    const { body } = await desk.call("GET", "/openapi.json");
    const { components, paths } = body as unknown as OpenApi;
    const references = [...JSON.stringify(body).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to);
    const known = Object.keys(components.schemas).map((name) => `#/components/schemas/${name}`);
    expect([...new Set(references)].filter((to) => !known.includes(to ?? ""))).toEqual([]);
    const names = Object.values(paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  test("tells what a ticket may carry, from its definition", async () => {
    const { body } = await desk.call("GET", "/openapi.json");
    const { TicketRequest } = (body as unknown as OpenApi).components.schemas;
    expect(TicketRequest).toMatchObject({
      required: ["description"],
      properties: {
        subject: { maxLength: 200 },
        category: { enum: expect.any(Array) as string[] },
      },
    });
  });

  test("is a page too, with a heading for every error that a problem links to", async () => {
    const page = await desk.call("GET", "/docs");
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.text).toContain("/tickets/{id}");
    const icon = /<link rel="icon".+href="([^"]+)"/.exec(page.text)?.[1] ?? "/favicon.ico";
    expect((await desk.call("GET", icon)).status).toBe(200);
    const errors = await desk.call("GET", "/docs/errors");
    expect(errors.text).toContain('id="action_not_allowed"');
  });
});

describe("access", () => {
  const mayPass = (who: Who, { permission }: Route): boolean => {
    if (permission === "public" || permission === "signed_in") return true;
    if (permission === "patient") return false;
    const roles = { admin: "admin", support: "support", medical: "medical", nobody: "gone" };
    const granted = {
      admin: "all",
      support: ["case.read", "case.create", "case.act", "queue.take", "user.read"],
      medical: ["case.read", "case.create", "case.act", "queue.take", "user.read"],
      gone: [] as string[],
    }[roles[who] as "admin"] as "all" | string[];
    const wanted = permission === "operations" ? "operations.read" : permission;
    return granted === "all" || granted.includes(wanted);
  };
  const refusals = (who: Who, route: Route): readonly number[] => {
    if (route.permission === "patient") return [401];
    return mayPass(who, route) ? [] : [403];
  };

  test("is refused to everybody without the permission, on every address", async () => {
    const wrong: string[] = [];
    for (const { route, path } of addresses())
      for (const who of ["support", "medical", "nobody"] as const) {
        const expected = refusals(who, route);
        if (route.id === "signOut") continue;
        const { status } = await desk.call(route.method, path, { token: desk.tokens[who] });
        const isRefused = status === 401 || status === 403;
        if (isRefused !== expected.length > 0 || (isRefused && !expected.includes(status)))
          wrong.push(`${who} ${route.method} ${path}: ${String(status)}`);
      }
    // Changing one's own account answers 403 and 401 for reasons of its own; see the tests of sign-in.
    expect(wrong).toEqual([]);
  });

  test("needs a token wherever it is not public", async () => {
    const wrong: string[] = [];
    for (const { route, path } of addresses()) {
      const open = route.permission === "public" || route.permission === "operations";
      const { status } = await desk.call(route.method, path);
      const refreshes = route.id === "refreshSession" || route.id === "refreshToken";
      if (!open && status !== 401 && !refreshes) wrong.push(`${route.method} ${path}`);
    }
    expect(wrong).toEqual([]);
  });

  test("to metrics is free for programs of this machine, unless a proxy speaks for somebody", async () => {
    expect((await desk.call("GET", "/metrics")).text).toContain("casewright_http_requests_total");
    const forwarded = { "x-forwarded-for": "203.0.113.7" };
    expect((await desk.call("GET", "/metrics", { headers: forwarded })).status).toBe(401);
  });
});

describe("a request that is not as it should be", () => {
  test("is never decompressed, whatever the address", async () => {
    const json = JSON.stringify({ email: "a@clinic.example", password: "x" });
    const bodies = { br: brotliCompressSync(json), gzip: gzipSync(json) };
    for (const path of ["/auth/login", "/webhooks/form/ticket", "/tickets", "/nowhere"])
      for (const encoding of ["br", "gzip", "deflate", "zstd", "br, gzip", "BR"]) {
        const { status, body } = await desk.call("POST", path, {
          body: encoding === "gzip" ? bodies.gzip : bodies.br,
          headers: { "content-encoding": encoding, "content-type": "application/json" },
        });
        expect([path, encoding, status, body["code"]]).toEqual([
          path,
          encoding,
          415,
          "unsupported_encoding",
        ]);
      }
  });

  test("of more than 256 KB is refused, declared or not", async () => {
    const text = JSON.stringify({ email: "a".repeat(300_000), password: "x" });
    const declared = await desk.call("POST", "/auth/login", { body: JSON.parse(text) as object });
    expect([declared.status, declared.body["code"]]).toEqual([413, "too_large"]);
    const chunked = await raw(desk, [
      "POST /auth/login HTTP/1.1",
      "Host: x",
      "Content-Type: application/json",
      "Transfer-Encoding: chunked",
      "",
      `${text.length.toString(16)}\r\n${text}\r\n0`,
      "",
    ]);
    expect(chunked).toMatch(/^HTTP\/1\.1 413 /);
  });

  test("with a body that is no JSON is refused by type", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const reply = await desk.call("POST", "/auth/login", { body: "email=x", headers: form });
    expect([reply.status, reply.body["code"]]).toEqual([415, "unsupported_media_type"]);
  });

  test("tells where a wrong field is and never what stood there", async () => {
    const { status, body, text } = await desk.call("POST", "/users", {
      token: desk.tokens.admin,
      body: { email: "not an address", name: "N", password: "long enough", roles: [] },
    });
    expect(status).toBe(422);
    expect(body["errors"]).toEqual([
      { pointer: "/email", message: 'must match format "email"', code: "format" },
    ]);
    expect(text).not.toContain("not an address");
  });

  test.each([
    ["/api/cases?limit=0", 422, "?limit"],
    ["/api/cases?limit=ten", 422, "?limit"],
    ["/api/cases?limit=1&limit=2", 400, "?limit"],
    ["/api/cases?__proto__=1", 400, "?__proto__"],
    ["/api/cases?status[$ne]=open", 422, "?"],
    ["/api/cases?unknown=1", 422, "?"],
  ])("has its query checked: %s", async (path, status, pointer) => {
    const reply = await desk.call("GET", path, { token: desk.tokens.admin });
    expect(reply.status).toBe(status);
    expect((reply.body["errors"] as { pointer: string }[])[0]?.pointer).toBe(pointer);
  });

  test("for an address we do not have is a 404, with another method a 405 that says which", async () => {
    const missing = await desk.call("GET", "/api/nothing");
    expect([missing.status, missing.body["type"]]).toEqual([404, "/docs/errors#not_found"]);
    expect(missing.headers.get("content-type")).toContain("application/problem+json");
    const wrong = await desk.call("DELETE", "/api/users", { token: desk.tokens.admin });
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "HEAD, GET, POST, OPTIONS"]);
    const ticket = await desk.call("POST", "/tickets/T-0000-0", { token: desk.tokens.admin });
    expect(ticket.headers.get("allow")).toBe("HEAD, GET, PUT, PATCH, DELETE, OPTIONS");
  });

  test("with or without a slash at the end is the same", async () => {
    expect((await desk.call("GET", "/api/users/", { token: desk.tokens.admin })).status).toBe(200);
    expect((await desk.call("GET", "/tickets/", { token: desk.tokens.admin })).status).toBe(200);
  });

  test("from a page of another site changes nothing", async () => {
    const headers = { origin: "https://elsewhere.example" };
    const post = await desk.call("POST", "/auth/login", { body: {}, headers });
    expect([post.status, post.headers.get("access-control-allow-origin")]).toEqual([403, null]);
    const own = await desk.call("OPTIONS", "/auth/login", {
      headers: { origin: desk.url, "access-control-request-method": "POST" },
    });
    expect([own.status, own.headers.get("access-control-allow-origin")]).toEqual([204, desk.url]);
  });
});

describe("every answer", () => {
  test("carries the headers that keep browsers from being used against us", async () => {
    const { headers } = await desk.call("GET", "/health/live");
    expect(headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-request-id")).toMatch(/^[\w-]{22}$/);
  });

  test("to something broken says nothing about our insides", async () => {
    const texts = await Promise.all([
      desk.call("POST", "/auth/login", {
        body: "{",
        headers: { "content-type": "application/json" },
      }),
      desk.call("GET", "/api/cases/%E0%A4%A", { token: desk.tokens.admin }),
      desk.call("GET", "/api/cases?cursor=abc", { token: desk.tokens.admin }),
      desk.call("GET", "/api/releases/99", { token: desk.tokens.admin }),
      desk.call("POST", "/webhooks/africastalking/guess", { body: "text=x" }),
      desk.call("GET", "/api/auth/profile", { token: "eyJhbGciOiJub25lIn0.e30." }),
    ]);
    for (const { status, text } of texts) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(text).not.toMatch(/\bat \S+:\d+|mongo|node_modules|\/engine\//i);
    }
  });
});

describe("health", () => {
  test("is alive, ready, and in detail for operations only", async () => {
    expect((await desk.call("GET", "/health/live")).status).toBe(200);
    expect((await desk.call("GET", "/health/ready")).status).toBe(200);
    expect((await desk.call("GET", "/api/health")).body).toEqual({ status: "ok" });
    const { body } = await desk.call("GET", "/api/health", { token: desk.tokens.admin });
    const checks = { database: "up", engine: "up" };
    expect(body).toEqual({ status: "ok", checks, mode: "test" });
  });
});

/** Sends lines over a bare connection and answers what came back until it closed. */
function raw({ url }: Desk, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => {
      socket.write(lines.join("\r\n"));
    });
    socket.on("data", (chunk) => {
      text += chunk.toString();
    });
    socket.on("close", () => {
      resolve(text);
    });
    socket.on("error", (error) => {
      if (text === "") reject(error);
      else resolve(text);
    });
  });
}
