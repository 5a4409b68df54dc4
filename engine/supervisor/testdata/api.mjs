// Stands for the API in tests of the supervisor: answers with what it was given, ends when told to.
import { createServer } from "node:http";

const server = createServer((request, response) => {
  const { MONGODB_URI, TEMPORAL_ADDRESS } = process.env;
  response.end(JSON.stringify({ pid: process.pid, MONGODB_URI, TEMPORAL_ADDRESS }));
});
server.listen(Number(process.env["PORT"]), "127.0.0.1", () => {
  process.send?.({ ready: true, signIn: { email: "admin@clinic.example", password: "made-up" } });
});
for (const end of ["SIGTERM", "disconnect"]) process.on(end, () => process.exit(0));
