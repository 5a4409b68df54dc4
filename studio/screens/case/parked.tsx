import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { CaseDetail } from "../../../engine/protocol/case.js";
import { repairCase, type Repair } from "../../api/cases.js";
import { keys } from "../../api/keys.js";
import { problemTitle } from "../../ui/notes.js";
import { Warning } from "../../ui/warning.js";
import { toast } from "../../ui/toast.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";

/** Says that a case stands still, why, and lets those who may set it going again. */
export function Parked({ detail }: { readonly detail: CaseDetail }) {
  const client = useQueryClient();
  const mayRepair = useMay("case.repair");
  const repair = useMutation({
    mutationFn: (how: Repair) => repairCase(detail.id, how),
    onSuccess: () => {
      toast("done", words.case.repaired);
      void client.invalidateQueries({ queryKey: keys.case(detail.id) });
    },
    onError: (error) => toast("problem", problemTitle(error)),
  });
  if (!detail.parked) return null;
  return (
    <Warning title={words.case.parkedTitle}>
      <p>{words.case.parkedText}</p>
      {detail.parkedReason === null ? null : <p>{detail.parkedReason}</p>}
      {mayRepair ? (
        <Group gap="sm">
          <Button loading={repair.isPending} onClick={() => repair.mutate("retry")}>
            {words.case.repairRetry}
          </Button>
          <Button
            variant="default"
            loading={repair.isPending}
            onClick={() => repair.mutate("reload")}
          >
            {words.case.repairReload}
          </Button>
        </Group>
      ) : null}
    </Warning>
  );
}
