import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { submit } from "./sdk.js";
import { messagingUrl } from "./settings.js";

type Seen = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string };

const providers = [provider(), provider()] as const;

beforeAll(() => Promise.all(providers.map(({ server }) => listening(server))));
afterAll(() => {
  for (const { server } of providers) server.close();
});
beforeEach(() => {
  for (const { seen } of providers) seen.length = 0;
});

describe("two apps in one process", () => {
  it("never see each other's address, key or messages, even when one is called sandbox", async () => {
    const sends = Array.from({ length: 40 }, (_, n) => sendTo(n % 2, `message ${String(n)}`));
    await Promise.all(sends);
    for (const [index, { seen }] of providers.entries()) {
      expect(seen).toHaveLength(20);
      for (const { path, headers, body } of seen) {
        const fields = new URLSearchParams(body);
        expect(path).toBe(`/base${String(index)}/version1/messaging`);
        expect(headers["apikey"]).toBe(`api-key-of-app-${String(index)}`);
        expect(fields.get("username")).toBe(index === 0 ? "sandbox" : "clinic");
        expect(Number(fields.get("message")?.split(" ")[1]) % 2).toBe(index);
      }
    }
  });

  it("use no proxy of the environment", async () => {
    const before = process.env["HTTP_PROXY"];
    process.env["HTTP_PROXY"] = process.env["http_proxy"] = "http://127.0.0.1:1";
    const exchange = await sendTo(1, "hello");
    restore("HTTP_PROXY", before);
    restore("http_proxy", before);
    expect(exchange?.kind).toBe("answer");
  });

  it("ask for no compression and close the connection behind each message", async () => {
    await sendTo(1, "hello");
    expect(providers[1].seen[0]?.headers).toMatchObject({
      "accept-encoding": "identity",
      connection: "close",
    });
  });
});

describe("a connection that does not come about", () => {
  it("is told apart from one that broke, because then nothing was sent", async () => {
    const refused = await submit({ ...submission(1), url: new URL("http://127.0.0.1:1/version1") });
    expect(refused).toEqual({ kind: "not_connected", why: "ECONNREFUSED" });
    const unknownHost = await submit({ ...submission(1), url: new URL("http://no.such.invalid/") });
    expect(unknownHost?.kind).toBe("not_connected");
  });

  it("is not made after the time is up", async () => {
    const silent = createTcpServer();
    const sockets: Socket[] = [];
    silent.on("connection", (socket) => sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    const tls = { ...submission(1), url: new URL(`https://127.0.0.1:${String(port)}/`) };
    expect(await submit({ ...tls, timeoutMs: 200 })).toMatchObject({ kind: "not_connected" });
    for (const socket of sockets) socket.destroy();
    silent.close();
  });
});

describe("the address that receives the key", () => {
  const settings = { username: "clinic", apiKey: "api-key-of-a-clinic", endpointSecret: "" };

  it("is the provider's unless deployment says otherwise", () => {
    expect(messagingUrl(settings)?.href).toBe("https://api.africastalking.com/version1/messaging");
    expect(messagingUrl({ ...settings, username: "sandbox" })?.href).toBe(
      "https://api.sandbox.africastalking.com/version1/messaging",
    );
  });

  it("is encrypted outside this machine, unless the key is one of a sandbox", () => {
    const baseUrl = "http://sms.example";
    expect(messagingUrl({ ...settings, baseUrl })).toBeUndefined();
    expect(messagingUrl({ ...settings, baseUrl, username: "sandbox" })).toBeDefined();
    expect(messagingUrl({ ...settings, baseUrl: "http://127.0.0.1:9/" })?.pathname).toBe(
      "/version1/messaging",
    );
  });
});

function provider(): { readonly server: Server; readonly seen: Seen[] } {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      seen.push({ path: request.url ?? "", headers: request.headers, body });
      response.writeHead(201, { "content-type": "application/json" }).end("{}");
    });
  });
  return { server, seen };
}

async function listening(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}

function submission(index: number) {
  const { port } = providers[index === 0 ? 0 : 1].server.address() as AddressInfo;
  return {
    credentials: {
      username: index === 0 ? "sandbox" : "clinic",
      apiKey: `api-key-of-app-${String(index)}`,
    },
    message: { to: "+254700000001", message: "hello" },
    url: new URL(`http://127.0.0.1:${String(port)}/base${String(index)}/version1/messaging`),
    timeoutMs: 20_000,
    attemptId: "attempt-1",
  };
}

function sendTo(index: number, message: string) {
  return submit({ ...submission(index), message: { to: "+254700000001", message } });
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}
