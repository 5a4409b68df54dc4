import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Koa from "koa";
import mongoose from "mongoose";
import { pino } from "pino";
import { configOrExit } from "../../engine/config.js";
import { endWithSupervisor } from "../../engine/supervisor/end-with-supervisor.js";

// A webhook as one writes it in an afternoon: koa, the body parsed, one native insert, 202.
const config = configOrExit();
const client = await mongoose.mongo.MongoClient.connect(config.mongodbUri ?? "");
const inbox = client.db().collection("bare_inbox");

const app = new Koa();
app.use(async (context) => {
  const chunks: Buffer[] = [];
  for await (const chunk of context.req) chunks.push(chunk as Buffer);
  const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
  await inbox.insertOne({ ...fields, at: new Date(), state: "new" });
  context.status = 202;
});
const answer = app.callback();
const server = createServer((request, response) => void answer(request, response));
server.listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo;
process.send?.({ ready: true, url: `http://127.0.0.1:${String(port)}` });

endWithSupervisor(pino({ level: config.logLevel }), async () => {
  server.closeAllConnections();
  server.close();
  await client.close();
});
