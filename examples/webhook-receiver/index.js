// A laboratory's system that Casewright calls: trusts only what is signed, places each order once, answers with its number.
// SECRET=whsec_… PORT=9000 node index.js
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const { SECRET = "", PORT = "0" } = process.env;
if (!SECRET.startsWith("whsec_")) throw new Error("SECRET has to begin with whsec_");
const key = Buffer.from(SECRET.slice("whsec_".length), "base64");

/** Seconds that a call may be off our clock, so that nobody can repeat one that they have overheard. */
const TOLERANCE = 300;

/** Orders by the id of the call. A real system keeps the id with the order, in one transaction. */
const orders = new Map();

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const { status, answer } = answerTo(request.headers, Buffer.concat(chunks));
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(answer));
  });
});
server.listen(Number(PORT), "127.0.0.1", () => {
  const { port } = server.address();
  console.log(`http://127.0.0.1:${port}/orders`);
});

function answerTo(headers, body) {
  if (!isTrusted(headers, body)) return { status: 401, answer: {} };
  const id = headers["webhook-id"];
  const { type, data } = JSON.parse(body.toString("utf8"));
  if (type !== "order_placed") return { status: 422, answer: {} };
  // The same id again is the same call: our first answer got lost on its way.
  const order = orders.get(id) ?? { number: `L-${orders.size + 1}`, label: data.label };
  orders.set(id, order);
  return { status: 200, answer: { orderNumber: order.number } };
}

/** Checks the bytes as they came: parsed and written again, they may be others. */
function isTrusted(headers, body) {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": said } = headers;
  if (!id || !said || !/^[0-9]{1,12}$/.test(timestamp ?? "")) return false;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE) return false;
  const right = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
  return said.split(" ").some((one) => {
    const [version, signature = ""] = one.split(",");
    const theirs = Buffer.from(signature, "base64");
    return version === "v1" && theirs.length === right.length && timingSafeEqual(theirs, right);
  });
}
