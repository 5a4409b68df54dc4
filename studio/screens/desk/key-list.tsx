import { Checkbox, Kbd, Modal } from "@mantine/core";
import { singleKeys, useSingleKeys } from "../../ui/keys.js";
import { words } from "../../words/index.js";
import classes from "./key-list.module.css";

const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [["j", "↓"], words.keys.next],
  [["k", "↑"], words.keys.previous],
  [["Enter"], words.keys.open],
  [["n"], words.keys.take],
  [["c"], words.keys.create],
  [["r"], words.keys.reply],
  [["Ctrl + Enter"], words.keys.sendNow],
  [["u"], words.keys.back],
  [["/"], words.keys.search],
  [["g"], words.keys.refresh],
  [["?"], words.keys.help],
];

/** What each key does, and the way to switch them off. */
export function KeyList({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const on = useSingleKeys();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.keys.title}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <dl className={classes.keys}>
        {KEYS.map(([names, does]) => (
          <div key={does} className={classes.row}>
            <dt>{does}</dt>
            <dd className={classes.names}>
              {names.map((name) => (
                <Kbd key={name}>{name}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Checkbox
        label={words.keys.toggle}
        description={words.keys.toggleHint}
        checked={on}
        onChange={(event) => singleKeys.write(event.currentTarget.checked ? "on" : "off")}
      />
    </Modal>
  );
}
