import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { protection, type Settings } from "./settings.js";

/** One mail, ready to be handed over. */
export type Letter = {
  readonly from: string;
  readonly to: string;
  /** Name by which we greet the server. */
  readonly greeting: string;
  readonly content: Buffer;
};

/** How a conversation with a mail server ended. The codes are ours or the server's numbers; they hold no text of anybody. */
export type Conversation =
  /** The server has it: 250 after the last dot (RFC 5321 4.5.3.2.6). */
  | { readonly kind: "taken" }
  /** It ended before one byte of the mail left. `reply` is what the server answered, if that ended it. */
  | {
      readonly kind: "before";
      readonly step: Step;
      readonly reply: number | undefined;
      readonly why: string;
    }
  /** The mail left and the server refused it. */
  | { readonly kind: "refused"; readonly reply: number }
  /** The mail left, wholly or in part, and no clear answer came. */
  | { readonly kind: "lost"; readonly why: string };

/** Where in a conversation it ended. */
export type Step = "connect" | "credentials" | "receiver";

/**
 * Talks to a mail server once, over a connection of its own: never repeated, and given up after `timeoutMs`. Whether the mail
 * has begun to leave is noted when its first byte is asked for, because an error does not tell.
 */
export function converse(
  settings: Settings,
  letter: Letter,
  timeoutMs: number,
): Promise<Conversation> {
  return talk(settings, { greeting: letter.greeting, timeoutMs }, (connection, progress, end) => {
    progress.step = "receiver";
    connection.send(envelopeOf(letter), contentOf(letter, progress), (error) => {
      end(error ? endOf(progress, error) : { kind: "taken" });
    });
  });
}

/** Greets a mail server and signs in, and sends nothing: `taken` says that it would take a mail. */
export function greet(settings: Settings, manner: Manner): Promise<Conversation> {
  return talk(settings, manner, (_connection, _progress, end) => {
    end({ kind: "taken" });
  });
}

/** Name by which we greet, and when we give up. */
type Manner = { readonly greeting: string; readonly timeoutMs: number };

type Ending = (conversation: Conversation) => void;

function talk(
  settings: Settings,
  { greeting, timeoutMs }: Manner,
  then: (connection: SMTPConnection, progress: Progress, end: Ending) => void,
): Promise<Conversation> {
  const connection = new SMTPConnection({
    host: settings.host,
    port: settings.port,
    name: greeting,
    ...protection(settings),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    logger: false,
  });
  const progress: Progress = { step: "connect", left: false };
  return new Promise((resolve) => {
    const end: Ending = (conversation) => {
      clearTimeout(deadline);
      // Only the first end counts; closing makes the connection say that it ended.
      resolve(conversation);
      connection.close();
    };
    const fail = (error: unknown) => {
      end(endOf(progress, error));
    };
    const deadline = setTimeout(() => {
      fail({ code: "TIMEOUT" });
    }, timeoutMs);
    // Stays for ever: closing can make it speak again, and an error that nobody hears ends the process.
    connection.on("error", fail);
    connection.once("end", () => {
      fail({ code: "CLOSED" });
    });
    connection.connect((refused) => {
      if (refused) return fail(refused);
      signIn(connection, settings, progress, (rejected) => {
        if (rejected) fail(rejected);
        else then(connection, progress, end);
      });
    });
  });
}

type Progress = { step: Step; left: boolean };

function signIn(
  connection: SMTPConnection,
  { username, password }: Settings,
  progress: Progress,
  done: (error: unknown) => void,
): void {
  if (username === undefined) return done(null);
  progress.step = "credentials";
  connection.login({ user: username, pass: password ?? "" }, done);
}

function envelopeOf({ from, to, content }: Letter): {
  readonly from: string;
  readonly to: string[];
  readonly size: number;
} {
  return { from, to: [to], size: content.length };
}

function contentOf({ content }: Letter, progress: Progress): Readable {
  return new Readable({
    read() {
      progress.left = true;
      this.push(content);
      this.push(null);
    },
  });
}

function endOf({ step, left }: Progress, error: unknown): Conversation {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown };
  const why = typeof code === "string" && /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : "failed";
  const reply =
    typeof responseCode === "number" && responseCode >= 400 && responseCode < 600
      ? responseCode
      : undefined;
  if (!left) return { kind: "before", step, reply, why };
  return code === "EMESSAGE" && reply !== undefined
    ? { kind: "refused", reply }
    : { kind: "lost", why };
}
