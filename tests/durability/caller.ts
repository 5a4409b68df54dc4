import { setTimeout as pause } from "node:timers/promises";
import { inboundForm } from "../support/provider-fake/callbacks.js";
import { type AckLedger, type Answered, type Ask, isNo, isYes } from "./ledger.js";
import { STAFF } from "./rig.js";

/** A caller that writes down what it asks and hears, and asks again under the same key until it knows. */
export type Caller = {
  /** A patient's SMS, as the provider posts it: repeated under its id until it is taken. */
  sms(message: {
    readonly key: string;
    readonly phone: string;
    readonly text: string;
  }): Promise<Ended>;
  /** Something staff does, with an Idempotency-Key: repeated until a definite answer. */
  staff(ask: StaffAsk): Promise<Ended>;
};

/** What staff asks of the API. */
export type StaffAsk = {
  readonly key: string;
  readonly ask: Exclude<Ask, { what: "sms" }>;
  readonly path: string;
  readonly body: object;
};

/** How a request ended for good; null when time was up before anybody knew. */
export type Ended = Answered | null;

/** What a caller needs. */
export type CallerParts = {
  readonly apiUrl: string;
  /** Where the provider posts messages. */
  readonly webhookUrl: string;
  readonly ledger: AckLedger;
  /** Nothing is repeated after this. */
  readonly signal: AbortSignal;
};

/** A caller waits this long for one answer: twice what the API promises. */
const PATIENCE_MS = 10_000;

/** Between two tries; shorter than a real provider's, so that restarts are hit while they happen. */
const AGAIN_MS = 300;

/** Makes the callers of one run; they share one sign-in. */
export function openCaller(parts: CallerParts): Caller {
  let token: Promise<string> | null = null;
  const signedIn = () => (token ??= signIn(parts));
  return {
    sms: ({ key, phone, text }) => {
      const body = inboundForm({ id: key, from: phone, to: "22384", text });
      const type = "application/x-www-form-urlencoded";
      parts.ledger.write({ kind: "asked", key, at: Date.now(), what: "sms", phone });
      return untilKnown(parts, () =>
        attempt(parts, key, { url: parts.webhookUrl, headers: { "content-type": type }, body }),
      );
    },
    staff: ({ key, ask, path, body }) => {
      parts.ledger.write({ kind: "asked", key, at: Date.now(), ...ask });
      return untilKnown(parts, async () => {
        const answered = await attempt(parts, key, {
          url: `${parts.apiUrl}${path}`,
          headers: {
            "content-type": "application/json",
            "idempotency-key": key,
            authorization: `Bearer ${await signedIn()}`,
          },
          body: JSON.stringify(body),
        });
        if (answered.status === 401) token = null;
        return answered;
      });
    },
  };
}

async function untilKnown(parts: CallerParts, once: () => Promise<Answered>): Promise<Ended> {
  while (!parts.signal.aborted) {
    const answered = await once();
    // A case that was just opened is there, whatever a fresh process has heard of it.
    const missing = answered.code === "not_found";
    if (isYes(answered) || (isNo(answered) && !missing)) return answered;
    await pause(AGAIN_MS * (0.5 + Math.random()));
  }
  return null;
}

type Post = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

async function attempt(parts: CallerParts, key: string, post: Post): Promise<Answered> {
  const at = Date.now();
  const heard = await send(post);
  const answered: Answered = { kind: "answered", key, at, tookMs: Date.now() - at, ...heard };
  parts.ledger.write(answered);
  return answered;
}

type Heard = Pick<Answered, "status" | "retryAfter" | "code" | "caseId" | "turn">;

async function send({ url, headers, body }: Post): Promise<Heard> {
  const nothing = { retryAfter: false, code: null, caseId: null, turn: null };
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(url, { method: "POST", headers, body, signal });
    const text = await answer.text();
    return {
      status: answer.status,
      retryAfter: answer.headers.has("retry-after"),
      ...told(text),
    };
  } catch (error) {
    const late = error instanceof Error && error.name === "TimeoutError";
    return { status: late ? -1 : 0, ...nothing };
  }
}

function told(text: string): Pick<Heard, "code" | "caseId" | "turn"> {
  const body = text.startsWith("{")
    ? (JSON.parse(text) as { code?: string; id?: string; turn?: number; case?: { id?: string } })
    : {};
  return {
    code: body.code ?? null,
    caseId: body.case?.id ?? body.id ?? null,
    turn: body.turn ?? null,
  };
}

async function signIn({ apiUrl, signal }: CallerParts): Promise<string> {
  for (;;) {
    signal.throwIfAborted();
    const token = await fetch(`${apiUrl}/auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(STAFF),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
      .then(async (answer) =>
        answer.ok ? ((await answer.json()) as { token: string }).token : undefined,
      )
      .catch(() => undefined);
    if (token !== undefined) return token;
    await pause(AGAIN_MS);
  }
}
