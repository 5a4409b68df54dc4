import { connect, type Socket } from "node:net";

/** Where clamd listens. */
export type ScannerAddress = { readonly host: string; readonly port: number };

/** What a scanner says of a file. Only `clean` is one; whoever does not answer has said nothing. */
export type Verdict =
  | { readonly status: "clean" }
  /** The name of what was found, as the scanner calls it. */
  | { readonly status: "found"; readonly name: string }
  /** `why` is a code of ours or Node's. */
  | { readonly status: "unclear"; readonly why: string };

/** Longest piece of a file that goes out at once. */
const PIECE_BYTES = 64 * 1024;

/** A whole answer is one short line. */
const MAX_ANSWER = 1_024;

/**
 * Has clamd look through a file, by its INSTREAM command: `zINSTREAM`, pieces with their lengths, an empty one
 * (https://docs.clamav.net/manual/Usage/Scanning.html#clamd). Whatever is not a clear answer leaves the file unjudged, also that it
 * is longer than clamd takes. Never throws.
 */
export function scan(
  { host, port }: ScannerAddress,
  bytes: Uint8Array,
  timeoutMs: number,
): Promise<Verdict> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    let answer = "";
    const end = (verdict: Verdict): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(verdict);
    };
    const timer = setTimeout(end, timeoutMs, { status: "unclear", why: "timeout" });
    socket.setEncoding("utf8");
    socket.on("error", (error) => {
      end({ status: "unclear", why: codeOf(error) });
    });
    socket.on("data", (text: string) => {
      answer += text;
      if (answer.includes("\0") || answer.length > MAX_ANSWER) end(verdictIn(answer));
    });
    socket.on("close", () => {
      end(verdictIn(answer));
    });
    socket.on("connect", () => {
      hand(socket, bytes);
    });
  });
}

function hand(socket: Socket, bytes: Uint8Array): void {
  socket.write("zINSTREAM\0");
  for (let at = 0; at < bytes.byteLength; at += PIECE_BYTES) {
    const piece = bytes.subarray(at, at + PIECE_BYTES);
    socket.write(lengthOf(piece.byteLength));
    socket.write(piece);
  }
  socket.write(lengthOf(0));
}

function lengthOf(bytes: number): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

/** An answer that breaks off is none. */
function verdictIn(answer: string): Verdict {
  const [line, rest] = answer.split("\0");
  if (rest === undefined) return { status: "unclear", why: "no_answer" };
  if (line === "stream: OK") return { status: "clean" };
  const name = /^stream: ([\x21-\x7e]{1,200}) FOUND$/.exec(line ?? "")?.[1];
  if (name !== undefined) return { status: "found", name };
  return { status: "unclear", why: /size limit/i.test(line ?? "") ? "too_large" : "other_answer" };
}

function codeOf(error: Error): string {
  const code: unknown = "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "failed";
}
