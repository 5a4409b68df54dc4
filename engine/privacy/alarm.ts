import type { Logger } from "pino";
import type { Alarm } from "../store/sealing/sealer.js";

/**
 * Says in the log that what is stored cannot be read: the line that an operator is woken by, unless the key was destroyed
 * on purpose. Ids and a reason, no value.
 */
export function unreadableAlarm(log: Logger): Alarm {
  return ({ reason }, { collection, id }) => {
    const level = reason === "destroyed" ? "warn" : "error";
    log[level]({ reason, collection, id }, "stored data cannot be read");
  };
}
