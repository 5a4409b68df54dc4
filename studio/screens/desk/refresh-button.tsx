import { ActionIcon } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Icon } from "../../ui/icons.js";
import { useNow } from "../../ui/now.js";
import { agoWords } from "../../ui/time.js";
import { words } from "../../words/index.js";
import classes from "./refresh-button.module.css";

/** Fetches everything on the screen again, and says how old it is. */
export function RefreshButton({
  busy,
  updatedAt,
}: {
  readonly busy: boolean;
  /** Epoch milliseconds; 0 before the first answer. */
  readonly updatedAt: number;
}) {
  const client = useQueryClient();
  const now = useNow();
  return (
    <span className={classes.refresh}>
      <span className={classes.when}>
        {updatedAt > 0 ? words.live.refreshed(agoWords(updatedAt, now)) : ""}
      </span>
      <ActionIcon
        variant="default"
        size="lg"
        loading={busy}
        onClick={() => void client.invalidateQueries()}
        aria-label={words.live.refresh}
        title={words.live.refresh}
      >
        <Icon name="refresh" />
      </ActionIcon>
    </span>
  );
}
