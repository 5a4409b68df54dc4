import { Anchor, Button } from "@mantine/core";
import type { SubmissionAnswer } from "../../../engine/protocol/tracking.js";
import { CopyId } from "../../ui/copy-id.js";
import { Icon } from "../../ui/icons.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import type { PatientWords } from "../../words/patient.js";
import classes from "./sent.module.css";

/** What a patient sees when the request has arrived: the ticket id and the way to follow it. */
export function Sent({
  answer,
  words,
  onAnother,
}: {
  readonly answer: SubmissionAnswer;
  readonly words: PatientWords;
  readonly onAnother: () => void;
}) {
  return (
    <div className={classes.sent}>
      <span className={classes.sign}>
        <Icon name="check" size={30} />
      </span>
      <ScreenHeading title={words.sent.title} className={classes.title} />
      {answer.case === null ? (
        <p>{words.sent.filing}</p>
      ) : (
        <>
          <p className={classes.label}>{words.sent.id}</p>
          <div className={classes.id}>
            <CopyId id={answer.case} />
          </div>
          <p>{words.sent.keep}</p>
        </>
      )}
      {answer.tracking === null ? null : (
        <Button component="a" href={answer.tracking} size="md" fullWidth>
          {words.sent.track}
        </Button>
      )}
      <Anchor component="button" type="button" underline="always" onClick={onAnother}>
        {words.sent.another}
      </Anchor>
    </div>
  );
}
