import type { CaseGraph } from "../../canvas/graph.js";
import type { Selection } from "../../canvas/selection.js";
import { Detail } from "./detail.js";
import { AddPanel } from "./edit/add-panel.js";
import type { Adding } from "./edit/adding.js";
import { EditDetail } from "./edit/edit-detail.js";
import { ReachButtons } from "./find/reach-buttons.js";
import type { Subject } from "./names.js";
import type { Numbers } from "./numbers/numbers.js";

/** What stands beside the picture: something new that is being named, or what was chosen, told or to be changed. */
export function Panel({
  adding,
  chosen,
  isEditing,
  onFind,
  ...told
}: {
  readonly adding: Adding | null;
  readonly chosen: Selection | null;
  readonly isEditing: boolean;
  readonly subject: Subject;
  readonly graph: CaseGraph;
  readonly numbers: Numbers;
  readonly onChoose: (selection: Selection | null) => void;
  readonly onFind: (text: string) => void;
}) {
  if (adding) return <AddPanel adding={adding} />;
  if (!chosen) return null;
  return (
    <>
      {chosen.kind === "state" ? <ReachButtons state={chosen.id} onFind={onFind} /> : null}
      {isEditing ? (
        <EditDetail graph={told.graph} selected={chosen} />
      ) : (
        <Detail {...told} selected={chosen} />
      )}
    </>
  );
}
