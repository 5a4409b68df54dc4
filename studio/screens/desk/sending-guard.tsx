import { useEffect, useSyncExternalStore } from "react";
import { outboxStore } from "../../api/outbox.js";

/** Asks before the tab is closed while an action's outcome is not known yet: closing would stop the repeating. */
export function SendingGuard() {
  const sendings = useSyncExternalStore(outboxStore.subscribe, outboxStore.read);
  const open = sendings.some((sending) => sending.phase !== "settling");
  useEffect(() => {
    if (!open) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [open]);
  return null;
}
