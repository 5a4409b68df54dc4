import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Farewell, listen, type Listening, NO_FAREWELL } from "./listening.js";

const FAREWELL: Farewell = { quietMs: 300, longestMs: 60_000 };

let server: Server;
let listening: Listening;
let port: number;
/** Lets the requests at `/slow` be answered. */
let release: () => void;
beforeEach(async () => {
  const held = new Promise<void>((resolve) => (release = resolve));
  server = createServer((request, response) => {
    void (request.url === "/slow" ? held : Promise.resolve()).then(() => response.end("yes"));
  });
  listening = await listen(server, { port: 0, mode: "test" });
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => server.closeAllConnections());

test("a connection that a proxy keeps is answered on while we leave, and told to be the last time", async () => {
  const proxy = await kept();
  expect(await ask(proxy, "/")).toMatch(/^HTTP\/1.1 200 .*connection: keep-alive.*yes$/is);
  const left = listening.leave(FAREWELL);
  expect(await ask(proxy, "/")).toMatch(/^HTTP\/1.1 200 .*connection: close.*yes$/is);
  await left;
  await listening.ended();
});

test("what was asked before we leave is answered, and nobody comes after it", async () => {
  const proxy = await kept();
  const arrived = once(server, "request");
  const answer = ask(proxy, "/slow");
  await arrived;
  await listening.leave(NO_FAREWELL);
  await expect(kept()).rejects.toThrow("ECONNREFUSED");
  release();
  expect(await answer).toMatch(/^HTTP\/1.1 200 .*connection: close.*yes$/is);
  await listening.ended();
});

test("connections are kept for as long as one after the other is used", async () => {
  const proxy = await Promise.all(Array.from({ length: 8 }, kept));
  const left = listening.leave(FAREWELL);
  for (const connection of proxy) {
    expect(await ask(connection, "/")).toMatch(/^HTTP\/1.1 200 .*connection: close/is);
    await pause(FAREWELL.quietMs / 3);
  }
  await left;
  await listening.ended();
});

test("what nobody uses is closed, and does not keep us", async () => {
  const proxy = await kept();
  const closed = once(proxy, "close");
  await listening.leave(FAREWELL);
  await closed;
  // Nor were they told off, as they are who never ask.
  expect(proxy.bytesRead).toBe(0);
  await listening.ended();
});

test("who had connected when we leave is answered, also when we had not looked yet", async () => {
  const asked = Array.from({ length: 20 }, () => ask(connect(port, "127.0.0.1"), "/"));
  await listening.leave(FAREWELL);
  for (const answer of await Promise.all(asked)) expect(answer).toMatch(/^HTTP\/1.1 200 /);
  await listening.ended();
});

async function kept(): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  return socket;
}

async function ask(socket: Socket, path: string): Promise<string> {
  socket.write(`GET ${path} HTTP/1.1\r\nhost: clinic.example\r\n\r\n`);
  const [answer] = (await once(socket, "data")) as [Buffer];
  return answer.toString().trim();
}
