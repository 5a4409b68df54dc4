import type { AddressInfo, Socket } from "node:net";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import { type ReadMail, readMail } from "./read-mail.js";

/** A mail that the fake has taken. */
export type TakenLetter = ReadMail & { readonly to: string };

/** What goes wrong. `after` means that the server has taken the mail, whatever it says. */
export type SmtpFault =
  | {
      readonly kind: "reply";
      readonly at: "credentials" | "receiver" | "content";
      readonly code: number;
    }
  | { readonly kind: "hang"; readonly at: "receiver" | "before" | "after" }
  | { readonly kind: "reset"; readonly at: "receiver" | "before" | "after" }
  /** An answer to the mail that is no reply of SMTP. */
  | { readonly kind: "garble" };

/** A running mail server in this process. */
export type SmtpFake = {
  readonly port: number;
  /** From now on; undefined for none. */
  fault(fault: SmtpFault | undefined): void;
  /** Every mail taken, oldest first. */
  accepted(): readonly TakenLetter[];
  close(): Promise<void>;
};

/** A real mail server on 127.0.0.1 that keeps what it takes; it lets one user in, and offers no TLS. */
export async function startSmtpFake(account: {
  readonly username: string;
  readonly password: string;
}): Promise<SmtpFake> {
  const taken: TakenLetter[] = [];
  const sockets = new Set<Socket>();
  const now: { fault: SmtpFault | undefined } = { fault: undefined };
  const isAt = (at: string) => now.fault !== undefined && "at" in now.fault && now.fault.at === at;
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    logger: false,
    onAuth({ username, password }, _session, done) {
      const isKnown = username === account.username && password === account.password;
      if (isKnown && !isAt("credentials")) done(null, { user: username });
      else done(refusal(now.fault, 535));
    },
    onRcptTo(_address, _session, done) {
      if (!isAt("receiver")) done();
      else if (now.fault?.kind === "reply") done(refusal(now.fault, 550));
      else if (now.fault?.kind === "reset") reset(sockets);
    },
    onData(stream, { envelope }, done) {
      void textOf(stream).then((raw) => {
        const { fault } = now;
        const isTaken = fault === undefined || fault.kind === "garble" || isAt("after");
        const to = envelope.rcptTo.map(({ address }) => address).join(",");
        if (isTaken) taken.push({ to, ...readMail(raw) });
        if (fault === undefined || isAt("receiver") || isAt("credentials")) done();
        else if (fault.kind === "reply") done(refusal(fault, 550));
        else if (fault.kind === "reset") reset(sockets);
        else if (fault.kind === "garble") for (const socket of sockets) socket.write("thanks\r\n");
      });
    },
  });
  server.on("error", () => undefined);
  server.server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      resolve();
    }),
  );
  return {
    port: (server.server.address() as AddressInfo).port,
    fault: (fault) => {
      now.fault = fault;
    },
    accepted: () => [...taken],
    close: async () => {
      reset(sockets);
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

function refusal(fault: SmtpFault | undefined, otherwise: number): Error {
  const responseCode = fault?.kind === "reply" ? fault.code : otherwise;
  return Object.assign(new Error("made-up words of the server"), { responseCode });
}

function reset(sockets: ReadonlySet<Socket>): void {
  for (const socket of sockets) socket.resetAndDestroy();
}

async function textOf(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
