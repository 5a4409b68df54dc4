import { count } from "./count.js";

/** The texts about notices, in English. */
export const noticesEn = {
  title: "Notices",
  fresh: "New",
  before: "Read before",
  noneFresh: "You have read everything.",
  none: "Nobody has told you anything yet",
  noneText: "What tickets tell you, your role or your queues stands here until you have read it.",
  read: "Mark as read",
  readCase: (id: string) => `Mark as read: the notice about ${id}`,
  readAll: "Mark all as read",
  unread: (n: number) => count(n, "unread notice", "unread notices"),
  arrived: (id: string, says: string) => `${id}: ${says}`,
  several: (n: number) => count(n, "new notice", "new notices"),
};
