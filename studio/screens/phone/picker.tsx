import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { Icon, type IconName } from "../../ui/icons.js";
import classes from "./phone.module.css";

/** The simulated phones or mailboxes there are, and a field for a new one. */
export function Picker({
  label,
  field,
  icon,
  known,
  open,
  onOpen,
  problemOf,
}: {
  readonly label: string;
  readonly field: {
    readonly label: string;
    readonly hint: string;
    readonly submit: string;
    readonly type: "tel" | "email";
    /** What stands in it to begin with. */
    readonly initial: string;
  };
  readonly icon: IconName;
  readonly known: readonly string[];
  /** The one that is open, or empty. */
  readonly open: string;
  readonly onOpen: (address: string) => void;
  /** What is wrong with what was typed. */
  readonly problemOf: (typed: string) => string | null;
}) {
  const [typed, setTyped] = useState(field.initial);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    const found = problemOf(typed);
    setProblem(found);
    if (found === null) onOpen(typed);
  };
  return (
    <section className={classes.phones} aria-label={label}>
      <form
        noValidate
        className={classes.pick}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextInput
          label={field.label}
          description={field.hint}
          type={field.type}
          value={typed}
          error={problem}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <Button type="submit" variant="default">
          {field.submit}
        </Button>
      </form>
      <ul className={classes.list}>
        {known.map((address) => (
          <li key={address}>
            <button
              type="button"
              className={classes.phone}
              aria-current={address === open}
              onClick={() => onOpen(address)}
            >
              <Icon name={icon} />
              <span className={classes.address} dir="ltr">
                {address}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
