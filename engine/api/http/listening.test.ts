import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listen, type Listening } from "./listening.js";

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
  const left = listening.leave(200);
  await expect(kept()).rejects.toThrow("ECONNREFUSED");
  expect(await ask(proxy, "/")).toMatch(/^HTTP\/1.1 200 .*connection: close.*yes$/is);
  await left;
  await listening.ended();
});

test("what was asked before we leave is answered, and nobody comes after it", async () => {
  const proxy = await kept();
  const arrived = once(server, "request");
  const answer = ask(proxy, "/slow");
  await arrived;
  await listening.leave(0);
  await expect(kept()).rejects.toThrow("ECONNREFUSED");
  release();
  expect(await answer).toMatch(/^HTTP\/1.1 200 .*connection: close.*yes$/is);
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
