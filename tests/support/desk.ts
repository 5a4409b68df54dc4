import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { pino } from "pino";
import { openApp } from "../../engine/api/app.js";
import { listen, NO_FAREWELL } from "../../engine/api/http/listening.js";
import { newId, openWorld } from "../../engine/api/open-world.js";
import type { World } from "../../engine/api/world.js";
import { contributionsOf } from "../../engine/contributions.js";
import { endpointsOf } from "../../engine/endpoints.js";
import { type Hub, openHub } from "../../engine/realtime/hub.js";
import { freePort } from "../../engine/servers/port.js";
import { currentRelease } from "../../engine/store/releases.js";
import { insertUser } from "../../engine/store/users.js";
import { type Clinic, openClinic, type ClinicOptions, type Servers } from "./clinic.js";

/** A clinic with its API and live hub listening on a port of its own. */
export type Desk = {
  readonly clinic: Clinic;
  readonly world: World;
  readonly hub: Hub;
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** Access tokens of one person for each shipped role, and one whose role nobody has. */
  readonly tokens: Readonly<Record<Who, string>>;
  readonly call: Call;
  /** Adds a person and signs them in. */
  readonly person: (roles: readonly string[]) => Promise<Person>;
  readonly close: () => Promise<void>;
};

/** People every test has. */
export type Who = "admin" | "support" | "medical" | "nobody";

/** A person who is signed in. */
export type Person = {
  readonly id: string;
  readonly email: string;
  readonly token: string;
  readonly refreshToken: string;
};

/** One HTTP call. A string or bytes are sent as they are, anything else as JSON. */
export type Request = {
  readonly token?: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** What came back; `body` is parsed when it is JSON. */
export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
};
export type Call = (method: string, path: string, request?: Request) => Promise<Reply>;

/** Everybody's password. */
export const PASSWORD = "correct horse battery staple";

/** How a desk differs from the ordinary one. */
export type DeskOptions = ClinicOptions & {
  /** `sandbox` runs SMS against the phone simulator of the desk itself. */
  readonly sms?: "sandbox";
  readonly now?: () => number;
};

/** Opens a clinic, its API and its hub. */
export async function openDesk(servers: Servers, options: DeskOptions = {}): Promise<Desk> {
  const clinic = await openClinic(servers, options);
  const { store } = clinic;
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const config = { ...clinic.config, port, publicUrl: url };
  const { organisation } = (await currentRelease(store)).body;
  const world = await openWorld({
    config,
    store,
    cases: clinic.cases,
    endpoints: await endpointsOf(
      options.sms === "sandbox"
        ? { ...config, accounts: { ...config.accounts, africastalking: undefined }, sandbox: "on" }
        : config,
      organisation,
    ),
    contributions: await contributionsOf(config),
    askEngine: () =>
      clinic.connection.workflowService.describeNamespace({
        namespace: config.temporal.namespace,
      }),
    log: pino({ level: "error" }, pino.destination(2)),
    now: options.now ?? Date.now,
  });
  const handle = openApp(world).callback();
  const server = createServer((request, response) => {
    void handle(request, response);
  });
  const hub = await openHub(world, server);
  const listening = await listen(server, config);
  const call = callerOf(url);
  const person = (roles: readonly string[]) => addPerson(world, call, roles);
  const [admin, support, medical, nobody] = await Promise.all(
    [["admin"], ["support"], ["medical"], ["gone"]].map(person),
  );
  return {
    clinic,
    world,
    hub,
    url,
    tokens: {
      admin: admin?.token ?? "",
      support: support?.token ?? "",
      medical: medical?.token ?? "",
      nobody: nobody?.token ?? "",
    },
    call,
    person,
    close: async () => {
      await listening.leave(NO_FAREWELL);
      await hub.close();
      await listening.ended();
      await clinic.close();
    },
  };
}

function callerOf(url: string): Call {
  return async (method, path, { token, body, key, headers = {} } = {}) => {
    const isRaw = typeof body === "string" || body instanceof Uint8Array;
    const response = await fetch(url + path, {
      method,
      redirect: "manual",
      headers: {
        ...(body === undefined || isRaw ? {} : { "content-type": "application/json" }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? (body as string) : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get("content-type") ?? "").includes("json");
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (isJson && text !== "" ? JSON.parse(text) : {}) as Record<string, unknown>,
    };
  };
}

/** Posts as a client does: what got no answer in time is asked again under the same key, which changes nothing twice. */
export async function post(
  { call }: Pick<Desk, "call">,
  path: string,
  { key = randomUUID(), ...request }: Request,
): Promise<Reply> {
  for (;;) {
    const reply = await call("POST", path, { ...request, key });
    if (reply.body["code"] !== "outcome_unknown") return reply;
  }
}

/** The hash of {@link PASSWORD}, made once: the point of argon2 is that it takes long. */
let hashed: Promise<string> | undefined;

async function addPerson(world: World, call: Call, roles: readonly string[]): Promise<Person> {
  hashed ??= world.passwords.hash(PASSWORD);
  const id = newId();
  const email = `${randomUUID().slice(0, 8)}@clinic.example`;
  await insertUser(world.store, {
    _id: id,
    email,
    name: roles.join(" "),
    passwordHash: await hashed,
    roles: [...roles],
    active: true,
    createdAt: new Date(world.now()),
  });
  const { body } = await call("POST", "/auth/login", { body: { email, password: PASSWORD } });
  return { id, email, token: String(body["token"]), refreshToken: String(body["refreshToken"]) };
}
