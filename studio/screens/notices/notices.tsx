import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Notice } from "../../../engine/protocol/notice.js";
import { noticesQuery } from "../../api/notices.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import { Waiting } from "../../ui/waiting.js";
import { words } from "../../words/index.js";
import { NoticeLine } from "./notice-line.js";
import classes from "./notices.module.css";
import { useReadNotices } from "./use-read-notices.js";

/** What cases have told the person: what is new, then what they have read before. */
export function Notices() {
  const notices = useQuery(noticesQuery);
  const { mutate, isPending } = useReadNotices();
  const items = notices.data?.items;
  const fresh = items?.filter(({ readAt }) => readAt === null) ?? [];
  return (
    <>
      <div className={classes.head}>
        <ScreenHeading title={words.notices.title} className={classes.title} />
        {fresh.length > 1 ? (
          <Button
            variant="default"
            loading={isPending}
            onClick={() => mutate(fresh.map(({ id }) => id))}
          >
            {words.notices.readAll}
          </Button>
        ) : null}
      </div>
      <NoticeLines
        notices={items}
        error={notices.error}
        onRetry={() => void notices.refetch()}
        onRead={(id) => mutate([id])}
      />
    </>
  );
}

function NoticeLines({
  notices,
  error,
  onRetry,
  onRead,
}: {
  readonly notices: readonly Notice[] | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly onRead: (id: string) => void;
}) {
  if (!notices) return error ? <ProblemNote error={error} onRetry={onRetry} /> : <Waiting />;
  if (notices.length === 0)
    return (
      <Empty icon="note" title={words.notices.none}>
        {words.notices.noneText}
      </Empty>
    );
  const fresh = notices.filter(({ readAt }) => readAt === null);
  const before = notices.filter(({ readAt }) => readAt !== null);
  return (
    <>
      <section aria-label={words.notices.fresh} className={classes.group}>
        <h2>{words.notices.fresh}</h2>
        {fresh.length === 0 ? <p className={classes.calm}>{words.notices.noneFresh}</p> : null}
        <Lines notices={fresh} onRead={onRead} />
      </section>
      {before.length === 0 ? null : (
        <section aria-label={words.notices.before} className={classes.group}>
          <h2>{words.notices.before}</h2>
          <Lines notices={before} onRead={onRead} />
        </section>
      )}
    </>
  );
}

function Lines({
  notices,
  onRead,
}: {
  readonly notices: readonly Notice[];
  readonly onRead: (id: string) => void;
}) {
  return (
    <ul className={classes.lines} role="list">
      {notices.map((notice) => (
        <li
          key={notice.id}
          className={classes.line}
          data-level={notice.level}
          data-fresh={notice.readAt === null}
        >
          <NoticeLine notice={notice} onRead={() => onRead(notice.id)} />
        </li>
      ))}
    </ul>
  );
}
