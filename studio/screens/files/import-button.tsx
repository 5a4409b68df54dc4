import { Button } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { filesWords } from "../../words/files.js";
import { useRights } from "../draft/rights-context.js";

/** Loaded by those who take something from a file. */
const ImportDialog = lazy(async () => ({
  default: (await import("./import-dialog.js")).ImportDialog,
}));

/** The button behind which definitions are taken from files, for those who may change them. Only inside `ChangesProvider`. */
export function ImportButton() {
  // A file may bring anything: what of it may not be changed is told when it is taken.
  const mayChange = useRights().some();
  const [isOpen, setOpen] = useState(false);
  if (!mayChange) return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {filesWords.take}
      </Button>
      {isOpen ? (
        <Suspense>
          <ImportDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
