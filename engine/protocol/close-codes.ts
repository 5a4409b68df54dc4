/** Close codes of our WebSockets: one of RFC 6455, and from 4000 on ours for what a client should know. */
export const CLOSE_CODES = {
  going_away: 1001,
  invalid: 1008,
  unauthenticated: 4401,
  forbidden: 4403,
} as const;

/** Why we close a WebSocket. */
export type CloseReason = keyof typeof CLOSE_CODES;
