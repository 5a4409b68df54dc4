import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { phonesQuery } from "../../api/sandbox.js";
import { Icon } from "../../ui/icons.js";
import { Empty } from "../../ui/notes.js";
import { isPhone } from "../../ui/schema-form/values.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";
import { Handset } from "./handset.js";
import classes from "./phone.module.css";

/** A number nobody has, offered to begin with. */
const SAMPLE = "+254700000001";

/** Stands for the patient's phone while no provider is connected. */
export function Phone() {
  const [search, setSearch] = useSearchParams();
  const may = useMay("sandbox.use");
  const number = search.get("number") ?? "";
  if (!may) return <Empty icon="lock" title={words.admin.forbidden} level={1} />;
  return (
    <>
      <ScreenHeading title={words.phone.title} className={classes.title} />
      <p className={classes.lead}>{words.phone.lead}</p>
      <div className={classes.columns}>
        <Phones number={number} onOpen={(next) => setSearch({ number: next })} />
        {number === "" ? (
          <Empty icon="phone" title={words.phone.pick} />
        ) : (
          <Handset key={number} number={number} />
        )}
      </div>
    </>
  );
}

function Phones({
  number,
  onOpen,
}: {
  readonly number: string;
  readonly onOpen: (number: string) => void;
}) {
  const phones = useQuery(phonesQuery).data ?? [];
  const [typed, setTyped] = useState(number === "" ? SAMPLE : number);
  const [problem, setProblem] = useState<string | null>(null);
  const open = () => {
    if (!isPhone(typed)) setProblem(words.form.notPhone);
    else onOpen(typed.replaceAll(/[^\d+]/g, ""));
  };
  return (
    <section className={classes.phones} aria-label={words.phone.numbers}>
      <form
        noValidate
        className={classes.pick}
        onSubmit={(event) => {
          event.preventDefault();
          open();
        }}
      >
        <TextInput
          label={words.phone.number}
          description={words.phone.numberHint}
          type="tel"
          value={typed}
          error={problem}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <Button type="submit" variant="default">
          {words.phone.open}
        </Button>
      </form>
      <ul className={classes.list}>
        {phones.map((phone) => (
          <li key={phone}>
            <button
              type="button"
              className={classes.phone}
              aria-current={phone === number}
              onClick={() => onOpen(phone)}
            >
              <Icon name="phone" />
              <span dir="ltr">{phone}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
