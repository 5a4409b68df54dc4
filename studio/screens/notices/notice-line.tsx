import { Button } from "@mantine/core";
import { Link } from "react-router";
import type { Notice } from "../../../engine/protocol/notice.js";
import { When } from "../../ui/due.js";
import { words } from "../../words/index.js";
import { LevelMark } from "../alerts/level-mark.js";
import { aboutNotice } from "./about.js";
import classes from "./notices.module.css";

/** One notice: how much it matters, what it says, about which case. Whoever goes there has read it. */
export function NoticeLine({
  notice,
  onRead,
}: {
  readonly notice: Notice;
  readonly onRead: () => void;
}) {
  const { at, readAt } = notice;
  const { name, address, says } = aboutNotice(notice);
  return (
    <>
      <div className={classes.what}>
        <LevelMark alert={notice} />
        <Link to={address} onClick={readAt === null ? onRead : undefined}>
          {name}
        </Link>
        <span className={classes.when}>
          <When at={at} />
        </span>
        <p className={classes.says}>{says}</p>
      </div>
      {readAt === null ? (
        <Button variant="subtle" aria-label={words.notices.readCase(name)} onClick={onRead}>
          {words.notices.read}
        </Button>
      ) : null}
    </>
  );
}
