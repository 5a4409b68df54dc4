import {
  type FakeAnswer,
  type FakeRequest,
  type FaultyServer,
  startFaultyServer,
} from "../provider-fake/faulty-http.js";

/** A post, or an answer to a press, that the fake has taken. */
export type TakenPost = {
  /** The channel; of a webhook its own; of an answer the path that it was posted to. */
  readonly to: string;
  /** As people see it. */
  readonly text: string;
  /** As it travelled. */
  readonly body: Readonly<Record<string, unknown>>;
};

/** Path of the fake's incoming webhook; its last part is the secret. */
export const WEBHOOK_PATH = "/services/T00000001/B00000001/secret-of-the-made-up-webhook";

/** Path below which the fake takes answers to presses. */
export const ANSWERS_PATH = "/actions/T00000001/";

/** Channel of the fake's incoming webhook. */
export const WEBHOOK_CHANNEL = "C00000009";

/** `chat.postMessage` for one bot, one incoming webhook and answers to presses on 127.0.0.1, with faults on demand. */
export function startSlackFake(botToken: string): Promise<FaultyServer<TakenPost>> {
  let posts = 0;
  return startFaultyServer<TakenPost>({
    read: (request) => read(botToken, request),
    accept: ({ to, body }) => {
      posts += 1;
      const ts = `1772439300.${String(posts).padStart(6, "0")}`;
      return "channel" in body
        ? { status: 200, body: { ok: true, channel: to, ts } }
        : { status: 200, body: "ok" };
    },
    refuse: ({ statusCode, status }) =>
      statusCode === 200 ? refused(status) : { status: statusCode, body: status },
    throttle: () => ({ status: 429, body: { ok: false, error: "ratelimited" } }),
  });
}

function read(
  botToken: string,
  { method, path, headers, body }: FakeRequest,
): { readonly taken: TakenPost } | { readonly answer: FakeAnswer } {
  if (path === "/api/auth.test")
    return {
      answer:
        headers.authorization === `Bearer ${botToken}`
          ? { status: 200, body: { ok: true, user_id: "U00000001" } }
          : refused("invalid_auth"),
    };
  const isBot = path === "/api/chat.postMessage";
  if (method === "POST" && path.startsWith(ANSWERS_PATH)) {
    const answer = JSON.parse(body) as Readonly<Record<string, unknown>>;
    return { taken: { to: path, text: shown(String(answer["text"])), body: answer } };
  }
  if (method !== "POST" || (!isBot && path !== WEBHOOK_PATH))
    return { answer: { status: 404, body: "no_service" } };
  if (isBot && headers.authorization !== `Bearer ${botToken}`)
    return { answer: refused("invalid_auth") };
  const post = JSON.parse(body) as Readonly<Record<string, unknown>>;
  const to = isBot ? String(post["channel"]) : WEBHOOK_CHANNEL;
  return { taken: { to, text: shown(String(post["text"])), body: post } };
}

function refused(error: string): FakeAnswer {
  return { status: 200, body: { ok: false, error } };
}

function shown(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
