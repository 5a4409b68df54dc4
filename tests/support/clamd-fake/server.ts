import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** The test file that every scanner calls a virus (https://www.eicar.org), in pieces, so that none finds it in this tree. */
export const EICAR = [
  "X5O!P%@AP[4\\PZX54(P^)7CC)7}$",
  "EICAR",
  "-STANDARD-ANTIVIRUS-TEST-FILE!",
  "$H+H*",
].join("");

/** How the fake behaves: it judges, says nothing, breaks off, or answers as somebody who is asked too much. */
export type ClamdMood = "judges" | "silent" | "breaks_off" | "too_large" | "chatters";

/** clamd's INSTREAM on 127.0.0.1. */
export type ClamdFake = {
  /** `host:port`. */
  readonly address: string;
  readonly port: number;
  be(mood: ClamdMood): void;
  /** Files it was handed whole. */
  seen(): number;
  close(): Promise<void>;
};

/** Starts a clamd that knows one virus. */
export async function startClamdFake(): Promise<ClamdFake> {
  let mood: ClamdMood = "judges";
  let seen = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let received = Buffer.alloc(0);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (piece) => {
      received = Buffer.concat([received, piece]);
      const file = streamed(received);
      if (file === null) return;
      seen += 1;
      answer(socket, mood, file);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${String(port)}`,
    port,
    be: (now) => {
      mood = now;
    },
    seen: () => seen,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(socket: Socket, mood: ClamdMood, file: Buffer): void {
  const isVirus = file.includes(EICAR);
  switch (mood) {
    case "judges":
      socket.end(isVirus ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0");
      return;
    case "silent":
      return;
    case "breaks_off":
      socket.end("stream: O");
      return;
    case "too_large":
      socket.end("INSTREAM size limit exceeded. ERROR\0");
      return;
    case "chatters":
      socket.end("x".repeat(5_000));
  }
}

/** The file in a whole INSTREAM command; null while it is not whole. @throws when it is another command */
function streamed(received: Buffer): Buffer | null {
  const command = "zINSTREAM\0";
  if (received.length < command.length) return null;
  if (received.subarray(0, command.length).toString() !== command) throw new Error("no INSTREAM");
  const pieces: Buffer[] = [];
  let at = command.length;
  while (at + 4 <= received.length) {
    const length = received.readUInt32BE(at);
    at += 4;
    if (length === 0) return Buffer.concat(pieces);
    if (at + length > received.length) return null;
    pieces.push(received.subarray(at, at + length));
    at += length;
  }
  return null;
}
