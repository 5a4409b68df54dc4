/** Longest text of one chat message of a visitor, in UTF-16 units. */
export const MAX_CHAT_TEXT = 2_000;
