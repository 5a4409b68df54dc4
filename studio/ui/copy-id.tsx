import { useState } from "react";
import { words } from "../words/index.js";
import { Icon } from "./icons.js";
import classes from "./copy-id.module.css";

/** A ticket id that a click copies. */
export function CopyId({ id }: { readonly id: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    // Without HTTPS a browser may refuse; the id stays readable beside the button.
    const done = await (navigator.clipboard as Clipboard | undefined)?.writeText(id).then(
      () => true,
      () => false,
    );
    if (done) setCopied(true);
  };
  return (
    <button
      type="button"
      className={classes.copy}
      onClick={() => void copy()}
      onBlur={() => setCopied(false)}
      aria-label={`${id}. ${words.case.copy}`}
      title={words.case.copy}
    >
      {id}
      <Icon name={copied ? "check" : "copy"} size={15} />
      <span role="status" className={classes.copied}>
        {copied ? words.case.copied : ""}
      </span>
    </button>
  );
}
