import { Button } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { makingWords } from "../../words/making.js";
import type { Made, MakingProps } from "./making.js";

/** Loaded by those who make something. */
const DIALOGS = {
  rules: lazy(async () => ({
    default: (await import("./new-rules-dialog.js")).NewRulesDialog,
  })),
  template: lazy(async () => ({
    default: (await import("./new-message-dialog.js")).NewMessageDialog,
  })),
  queue: lazy(async () => ({
    default: (await import("./new-queue-dialog.js")).NewQueueDialog,
  })),
} as const satisfies { readonly [What in Made]: unknown };

/** The button behind which something is made from nothing. Only inside `ChangesProvider` once it is pressed. */
export function MakeButton({
  what,
  ...making
}: Pick<MakingProps, "workflow" | "onMade"> & { readonly what: Made }) {
  const [isOpen, setOpen] = useState(false);
  const Dialog = DIALOGS[what];
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {makingWords[what].button}
      </Button>
      {isOpen ? (
        <Suspense>
          <Dialog {...making} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
