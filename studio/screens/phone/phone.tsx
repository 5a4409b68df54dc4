import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { phonesQuery } from "../../api/sandbox.js";
import { Empty } from "../../ui/notes.js";
import { isPhone } from "../../ui/schema-form/values.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";
import { Handset } from "./handset.js";
import classes from "./phone.module.css";
import { Picker } from "./picker.js";

/** A number nobody has, offered to begin with. */
const SAMPLE = "+254700000001";

/** Stands for the patient's phone while no provider is connected. */
export function Phone() {
  const [search, setSearch] = useSearchParams();
  const may = useMay("sandbox.use");
  const { items = [], addresses = [] } = useQuery({ ...phonesQuery, enabled: may }).data ?? {};
  const number = search.get("number") ?? "";
  if (!may) return <Empty icon="lock" title={words.admin.forbidden} level={1} />;
  return (
    <>
      <ScreenHeading title={words.phone.title} className={classes.title} />
      <p className={classes.lead}>{words.phone.lead}</p>
      <div className={classes.columns}>
        <Picker
          label={words.phone.numbers}
          field={{
            label: words.phone.number,
            hint: words.phone.numberHint,
            submit: words.phone.open,
            type: "tel",
            initial: number === "" ? SAMPLE : number,
          }}
          icon="phone"
          known={items}
          open={number}
          onOpen={(next) => setSearch({ number: next.replaceAll(/[^\d+]/g, "") })}
          problemOf={(typed) => (isPhone(typed) ? null : words.form.notPhone)}
        />
        {number === "" ? (
          <Empty icon="phone" title={words.phone.pick} />
        ) : (
          <Handset key={number} number={number} addresses={addresses} />
        )}
      </div>
    </>
  );
}
