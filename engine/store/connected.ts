import { STATES } from "mongoose";
import type { Store } from "./store.js";

/** Whether the driver sees a primary just now. */
export function isConnected(store: Store): boolean {
  return store.connection.readyState === STATES.connected;
}
