import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { ReviewArea } from "../../../engine/definition/review-area.js";
import { idFor } from "../../draft/new-id.js";
import { DraftDialog } from "../../ui/draft-dialog.js";
import { Ticks } from "../../ui/ticks.js";
import { reviewWords as say } from "../../words/review.js";
import { offeredCovers } from "./covers.js";

/** An area of review: its name, what it covers, who approves. */
export function AreaDialog(props: {
  /** Null for a new one. */
  readonly area: ReviewArea | null;
  readonly body: ReleaseBody;
  readonly onKeep: (area: ReviewArea) => void;
  readonly onClose: () => void;
}) {
  const { area, body, onKeep, onClose } = props;
  const [name, setName] = useState(area?.name ?? "");
  const [covers, setCovers] = useState(area?.covers ?? []);
  const [approvers, setApprovers] = useState(area?.approvers ?? []);
  const [isTried, setIsTried] = useState(false);
  const roles = body.organisation.roles.filter(({ permissions }) =>
    permissions.includes("release.read"),
  );
  const keep = () => {
    setIsTried(true);
    if (name.trim() === "" || covers.length === 0 || approvers.length === 0) return;
    const taken = (body.organisation.reviews ?? []).map(({ id: one }) => [one, true] as const);
    const id = area?.id ?? idFor(name, Object.fromEntries(taken));
    onKeep({ id, name: name.trim(), covers: [...covers], approvers: [...approvers] });
    onClose();
  };
  return (
    <DraftDialog title={say.editTitle} done={say.done} onKeep={keep} onClose={onClose}>
      <TextInput
        label={say.name}
        value={name}
        maxLength={120}
        withAsterisk
        error={isTried && name.trim() === "" ? say.nameNeeded : null}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <Ticks
        label={say.covers}
        offered={offeredCovers(body)}
        chosen={covers}
        error={isTried && covers.length === 0 ? say.coversNeeded : undefined}
        required
        onChoose={setCovers}
      />
      <Ticks
        label={say.approvers}
        hint={say.approversHint}
        offered={roles}
        chosen={approvers}
        error={isTried && approvers.length === 0 ? say.approversNeeded : undefined}
        required
        onChoose={setApprovers}
      />
    </DraftDialog>
  );
}
