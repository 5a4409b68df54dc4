import { Button, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { words } from "../words/index.js";
import classes from "./with-reason.module.css";

type Props = {
  /** What stands above the reason. */
  readonly before?: ReactNode;
  /** What stands in the way of the change, for the person; null when nothing does. */
  readonly obstacle?: string | null;
  /** What the server made of the last try. */
  readonly refusal: ReactNode;
  readonly isBusy: boolean;
  readonly submitLabel: string;
  readonly cancelLabel: string;
  readonly onSubmit: (reason: string) => void;
  readonly onCancel: () => void;
};

/** The end of every change of a release: it wants a reason, which stays in the history. */
export function WithReason(props: Props) {
  const { before, obstacle = null, refusal, isBusy, submitLabel, cancelLabel } = props;
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const submit = () => {
    const why = reason.trim();
    const wrong = why === "" ? words.admin.reasonNeeded : obstacle;
    setMissing(wrong);
    if (wrong === null) props.onSubmit(why);
  };
  return (
    <form
      noValidate
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {before}
      <TextInput
        label={words.admin.reasonLabel}
        value={reason}
        error={missing}
        withAsterisk
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {refusal}
      <div className={classes.buttons}>
        <Button type="submit" loading={isBusy}>
          {submitLabel}
        </Button>
        <Button variant="default" onClick={props.onCancel}>
          {cancelLabel}
        </Button>
      </div>
    </form>
  );
}
