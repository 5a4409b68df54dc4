import type { ChatOpened } from "../../engine/protocol/chat.js";
import { callOpenly } from "./http.js";

/** Opens the chat of this browser, or goes on with it. @throws Problem `not_found` where there is no chat */
export function openChat(): Promise<ChatOpened> {
  return callOpenly("/api/public/chat", { method: "POST", body: {} });
}

/** Takes the way back to the chat out of this browser. */
export function endChat(): Promise<unknown> {
  return callOpenly("/api/public/chat", { method: "DELETE" });
}
