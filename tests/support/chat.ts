import { randomUUID } from "node:crypto";
import { WebSocket } from "ws";
import type { ChatFrame, ChatMessage, ChatRequest } from "../../engine/protocol/chat.js";
import { until } from "./clinic.js";
import type { Desk } from "./desk.js";

/** A browser's chat with the clinic. */
export type TestChat = {
  readonly socket: WebSocket;
  readonly frames: readonly ChatFrame[];
  /** Resolves with the code of the close. */
  readonly closed: Promise<number>;
  say(request: ChatRequest): void;
  /** Writes a message until it is taken. @returns its id */
  write(text: string, id?: string): Promise<string>;
  /** Waits for the first frame that fits. */
  hear(fits: (frame: ChatFrame) => boolean): Promise<ChatFrame>;
  /** Waits until a message with these words of the other side has come. */
  hearText(words: string): Promise<ChatMessage>;
  /** All messages so far, as they came. */
  messages(): readonly ChatMessage[];
};

/** A pass as a browser would keep it: the Cookie header. */
export async function chatPass(desk: Pick<Desk, "call">): Promise<string> {
  const { headers } = await desk.call("POST", "/api/public/chat");
  return (headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

/** Opens the socket of a chat. */
export function dialChat(
  desk: Pick<Desk, "url">,
  cookie: string,
  origin: string = desk.url,
): TestChat {
  const socket = new WebSocket(`${desk.url.replace("http", "ws")}/ws/chat`, {
    origin,
    headers: { cookie },
  });
  const frames: ChatFrame[] = [];
  socket.on("message", (data: Buffer) => frames.push(JSON.parse(data.toString()) as ChatFrame));
  const closed = new Promise<number>((resolve) => {
    socket.on("close", resolve);
    socket.on("error", () => undefined);
  });
  const messages = () =>
    frames.flatMap((frame) => (frame.type === "messages" ? frame.messages : []));
  const say = (request: ChatRequest) => {
    const text = JSON.stringify(request);
    if (socket.readyState === socket.OPEN) socket.send(text);
    else socket.once("open", () => socket.send(text));
  };
  const hear = (fits: (frame: ChatFrame) => boolean) =>
    until("a frame of the chat", () => Promise.resolve(frames.find(fits)));
  return {
    ...{ socket, frames, closed, say, hear, messages },
    write: async (text, id = randomUUID()) => {
      say({ type: "write", id, text });
      await hear((frame) => frame.type === "taken" && frame.id === id);
      return id;
    },
    hearText: (words) =>
      until(`“${words}” in the chat`, () =>
        Promise.resolve(messages().find(({ mine, text }) => !mine && text.includes(words))),
      ),
  };
}
