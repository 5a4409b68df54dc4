import { Button } from "@mantine/core";
import type { Alert } from "../../../engine/protocol/alert.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";
import classes from "./alerts.module.css";
import { useAcknowledge } from "./use-acknowledge.js";

/** Takes note of an open alert; nothing for those who may not act. */
export function AcknowledgeButton({ alert }: { readonly alert: Alert }) {
  const acknowledging = useAcknowledge();
  const mayAct = useMay("case.act");
  if (!mayAct || alert.end !== null) return null;
  return (
    <Button
      className={classes.button ?? ""}
      loading={acknowledging.isPending}
      aria-label={words.alerts.acknowledgeCase(alert.case)}
      onClick={() => acknowledging.mutate(alert.id)}
    >
      {words.alerts.acknowledge}
    </Button>
  );
}
