import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { mailboxesQuery } from "../../api/sandbox.js";
import { Empty } from "../../ui/notes.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";
import { Letters } from "./letters.js";
import classes from "./phone.module.css";
import { Picker } from "./picker.js";

/** An address nobody has, offered to begin with. */
const SAMPLE = "amina@example.org";

/** Stands for the patient's mailbox while no provider is connected. */
export function Mailbox() {
  const [search, setSearch] = useSearchParams();
  const may = useMay("sandbox.use");
  const { items = [], addresses = [] } = useQuery({ ...mailboxesQuery, enabled: may }).data ?? {};
  const address = search.get("address") ?? "";
  if (!may) return <Empty icon="lock" title={words.admin.forbidden} level={1} />;
  return (
    <>
      <ScreenHeading title={words.mailbox.title} className={classes.title} />
      <p className={classes.lead}>{words.mailbox.lead}</p>
      <div className={classes.columns}>
        <Picker
          label={words.mailbox.addresses}
          field={{
            label: words.mailbox.address,
            hint: words.mailbox.addressHint,
            submit: words.mailbox.open,
            type: "email",
            initial: address === "" ? SAMPLE : address,
          }}
          icon="message"
          known={items}
          open={address}
          onOpen={(next) => setSearch({ address: next.trim().toLowerCase() })}
          problemOf={(typed) => (/^\S+@\S+$/.test(typed.trim()) ? null : words.mailbox.notAddress)}
        />
        {address === "" ? (
          <Empty icon="message" title={words.mailbox.pick} />
        ) : (
          <Letters key={address} address={address} clinic={addresses} />
        )}
      </div>
    </>
  );
}
