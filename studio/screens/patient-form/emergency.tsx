import { Icon } from "../../ui/icons.js";
import type { PatientWords } from "../../words/patient.js";
import classes from "./emergency.module.css";

/** What to do when waiting for an answer would be dangerous. */
export function Emergency({
  number,
  words,
}: {
  readonly number: string;
  readonly words: PatientWords;
}) {
  return (
    <aside className={classes.emergency} aria-label={words.form.emergencyTitle}>
      <Icon name="warning" size={22} />
      <div>
        <p className={classes.title}>{words.form.emergencyTitle}</p>
        <p className={classes.text}>{words.form.emergency(number)}</p>
        <a href={`tel:${number}`} className={classes.call}>
          {words.form.call(number)}
        </a>
      </div>
    </aside>
  );
}
