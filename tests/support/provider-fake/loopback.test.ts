import { createServer, request as httpRequest } from "node:http";
import { connect as tlsConnect } from "node:tls";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { request } from "undici";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { guardLoopback, type LoopbackGuard } from "./loopback.js";

let guard: LoopbackGuard;
beforeEach(() => {
  guard = guardLoopback();
});
afterEach(() => {
  guard.stop();
});

describe("a contract test", () => {
  it("cannot reach another machine with any client, and is told which", async () => {
    const node = httpRequest("http://192.0.2.1/");
    node.on("error", () => undefined).end();
    tlsConnect(443, "192.0.2.2").on("error", () => undefined);
    await expect(fetch("http://192.0.2.3/")).rejects.toThrow();
    await expect(request("https://provider.example/")).rejects.toThrow();
    expect([...guard.offenders].sort()).toEqual([
      "192.0.2.1",
      "192.0.2.2",
      "192.0.2.3",
      "provider.example",
    ]);
  });

  it("reaches this machine", async () => {
    const server = createServer((_, response) => response.end("here"));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    expect(await (await fetch(`http://127.0.0.1:${String(port)}/`)).text()).toBe("here");
    expect(guard.offenders).toEqual([]);
    server.close();
  });
});
