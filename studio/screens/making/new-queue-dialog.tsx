import { useState } from "react";
import { newQueue, workingRoles } from "../../draft/new-queue.js";
import { idFor } from "../../draft/new-workflow.js";
import { Ticks } from "../../ui/ticks.js";
import { words } from "../../words/index.js";
import { makingWords as say } from "../../words/making.js";
import { useChanges } from "../draft/changes-context.js";
import type { MakingProps } from "./making.js";
import { MakingForm } from "./making-form.js";

/** A queue from nothing: its name, and who sees it. */
export function NewQueueDialog({ onMade, onClose }: MakingProps) {
  const { body, record } = useChanges();
  const [roles, setRoles] = useState(() => workingRoles(body).map(({ id }) => id));
  return (
    <MakingForm
      title={say.queue.make}
      check={() => (roles.length === 0 ? { roles: words.form.required } : {})}
      onClose={onClose}
      onMake={(name) => {
        const id = idFor(name, body, ["queues"]);
        record({ kind: "release", step: newQueue(body, { id, name, roles }) });
        onMade(id);
      }}
    >
      {(errors) => (
        <Ticks
          label={say.sees}
          offered={workingRoles(body)}
          chosen={roles}
          error={errors["roles"]}
          required
          onChoose={setRoles}
        />
      )}
    </MakingForm>
  );
}
