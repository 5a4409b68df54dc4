import type { Environment } from "../config.js";
import type { ReleaseBody } from "../definition/release.js";
import type { ChangeSet, ChangeSetWrite } from "../protocol/change-set.js";

/** Which server, and who one is there. */
export type Access = {
  /** `https://clinic.example`. */
  readonly url: string;
  /** An access token of the API, or what signs in: a token lives ten minutes. */
  readonly as: { readonly token: string } | { readonly email: string; readonly password: string };
};

/** A release as the API answers it. */
export type RemoteRelease = { readonly number: number; readonly body: ReleaseBody };

/** What a running server can be asked for over its API, as one person. */
export type RemoteServer = {
  /** The release that runs, or one before it. @throws RemoteRefusal */
  readonly release: (number?: number) => Promise<RemoteRelease>;
  /** What the person has changed and not published. @throws RemoteRefusal */
  readonly changes: () => Promise<ChangeSet>;
  /** @throws RemoteRefusal also when a browser of the person has written meanwhile */
  readonly keepChanges: (changes: ChangeSetWrite) => Promise<void>;
  /** Answers with the number of the new release. @throws RemoteRefusal also when somebody published meanwhile */
  readonly publish: (publication: {
    readonly definition: ReleaseBody;
    readonly reason: string;
    readonly baseRelease: number;
  }) => Promise<number>;
};

/** Why a server did not do what it was asked for, in words for whoever asked. */
export class RemoteRefusal extends Error {
  override name = "RemoteRefusal";
}

/** A server that takes longer has a problem that waiting does not mend. */
const TIMEOUT_MS = 60_000;

/** Which server and who, as a command was told. @throws RemoteRefusal when it was not */
export function accessFrom(url: string | undefined, env: Environment): Access {
  if (url === undefined || !URL.canParse(url))
    throw new RemoteRefusal("Say which server: --server https://… or CASEWRIGHT_URL.");
  const { CASEWRIGHT_TOKEN: token, CASEWRIGHT_EMAIL: email, CASEWRIGHT_PASSWORD: password } = env;
  if (token) return { url, as: { token } };
  if (email && password) return { url, as: { email, password } };
  throw new RemoteRefusal(
    "Say who you are: CASEWRIGHT_TOKEN, or CASEWRIGHT_EMAIL and CASEWRIGHT_PASSWORD.",
  );
}

/** One call to a server as one person, and what it answers. @throws RemoteRefusal */
export type CallServer = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** Signs in to a server. @throws RemoteRefusal when it cannot be reached, or does not know the person */
export async function callsTo({ url, as }: Access): Promise<CallServer> {
  const token = "token" in as ? as.token : await signIn(url, as);
  return (method, path, body) => ask(url, { method, path, token, body });
}

/** Opens a server as one person. @throws RemoteRefusal when it cannot be reached, or does not know the person */
export async function openRemote(access: Access): Promise<RemoteServer> {
  const call = await callsTo(access);
  return {
    release: async (number) => {
      const path = number === undefined ? "current" : String(number);
      return (await call("GET", `/api/releases/${path}`)) as RemoteRelease;
    },
    changes: async () => (await call("GET", "/api/changes")) as ChangeSet,
    keepChanges: async (changes) => {
      await call("PUT", "/api/changes", changes);
    },
    publish: async (publication) => {
      const { number } = (await call("POST", "/api/releases", publication)) as RemoteRelease;
      return number;
    },
  };
}

async function signIn(
  url: string,
  body: { readonly email: string; readonly password: string },
): Promise<string> {
  const answer = await ask(url, { method: "POST", path: "/api/token", body });
  return (answer as { readonly access: string }).access;
}

type Asked = {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
};

async function ask(url: string, { method, path, token, body }: Asked): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(new URL(path, url), {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    const { message, cause } = error as Error;
    const why = cause instanceof Error && cause.message !== "" ? cause.message : message;
    throw new RemoteRefusal(`${url} cannot be reached: ${why}`, { cause: error });
  }
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text) as unknown;
  throw new RemoteRefusal(refusalOf(answer.status, text));
}

/** An RFC 9457 problem in words: what it is, and each place that is wrong. */
function refusalOf(status: number, text: string): string {
  let problem: {
    readonly title?: string;
    readonly detail?: string;
    readonly errors?: readonly { readonly pointer: string; readonly message: string }[];
  };
  try {
    problem = JSON.parse(text) as typeof problem;
  } catch {
    return `The server answered ${String(status)}.`;
  }
  const { title = `The server answered ${String(status)}.`, detail, errors = [] } = problem;
  const places = errors.map(({ pointer, message }) => `  ${pointer} ${message}`);
  return [[title, detail].filter(Boolean).join(" "), ...places].join("\n");
}
