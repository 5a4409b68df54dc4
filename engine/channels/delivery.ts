import { type DeliveryState, DELIVERY_STATES } from "./contract.js";

/**
 * The later of two delivery states. Receipts come late, doubled and out of order; a state never goes back.
 * `failed` gives way to `delivered` alone: the phone having it proves the failure wrong.
 */
export function furthest(a: DeliveryState, b: DeliveryState): DeliveryState {
  if (a === "delivered" || b === "delivered") return "delivered";
  return DELIVERY_STATES.indexOf(a) >= DELIVERY_STATES.indexOf(b) ? a : b;
}
