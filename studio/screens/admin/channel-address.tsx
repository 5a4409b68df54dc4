import { Button } from "@mantine/core";
import { useState } from "react";
import { Icon } from "../../ui/icons.js";
import { words } from "../../words/index.js";
import classes from "./channels.module.css";

/** An address that a provider calls, and a button that copies it. */
export function ChannelAddress({ what, url }: { readonly what: string; readonly url: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    // Without HTTPS a browser may refuse; the address stays readable beside the button.
    const done = await (navigator.clipboard as Clipboard | undefined)?.writeText(url).then(
      () => true,
      () => false,
    );
    if (done) setCopied(true);
  };
  return (
    <div className={classes.address}>
      <dt>{what}</dt>
      <dd>
        <code className={classes.url}>{url}</code>
        <Button
          size="sm"
          variant="default"
          leftSection={<Icon name={copied ? "check" : "copy"} size={15} />}
          aria-label={words.channelPage.copy(what)}
          onClick={() => void copy()}
          onBlur={() => setCopied(false)}
        >
          {copied ? words.channelPage.copied : words.copy}
        </Button>
        <span role="status" className={classes.hidden}>
          {copied ? words.channelPage.copied : ""}
        </span>
      </dd>
    </div>
  );
}
