import { Navigate } from "react-router";
import { useProfile } from "./session.js";

/** Leads to the first queue of the person's roles. */
export function FirstQueue() {
  const queue = useProfile().queues[0];
  return <Navigate to={queue ? `/app/queues/${queue.id}` : "/app/mine"} replace />;
}
