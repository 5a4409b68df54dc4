import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { WebSocketServer } from "ws";
import { configOrExit } from "../../engine/config.js";
import { endWithSupervisor } from "../../engine/supervisor/end-with-supervisor.js";

// Live updates as one writes them in an afternoon: every frame that is posted goes to everybody, as it is.
const config = configOrExit();
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const frames = JSON.parse(Buffer.concat(chunks).toString()) as string[];
    for (const frame of frames) for (const socket of sockets.clients) socket.send(frame);
    response.writeHead(202).end();
  });
});
server.on("upgrade", (request, stream, head) => {
  sockets.handleUpgrade(request, stream, head, () => undefined);
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo;
process.send?.({ ready: true, url: `http://127.0.0.1:${String(port)}` });

endWithSupervisor(pino({ level: config.logLevel }), () => {
  for (const socket of sockets.clients) socket.terminate();
  server.closeAllConnections();
  server.close();
  return Promise.resolve();
});
