import { useQuery } from "@tanstack/react-query";
import type { CaseDetail } from "../../../engine/protocol/case.js";
import { takersQuery } from "../../api/work.js";
import { Icon } from "../../ui/icons.js";
import { useNow } from "../../ui/now.js";
import { shortTime } from "../../ui/time.js";
import { words } from "../../words/index.js";
import { useGives } from "../desk/gives.js";
import { useMay } from "../desk/session.js";
import { whyWaiting, type Waiting } from "./takers.js";
import classes from "./unattended.module.css";

/** Says that nobody can be given a case now which its queue would give to somebody, what it needs, and who is expected. */
export function Unattended({ detail }: { readonly detail: CaseDetail }) {
  const mayRead = useMay("user.read");
  const gives = useGives(detail.queue.id);
  const waits =
    gives &&
    detail.status === "open" &&
    detail.assignee === null &&
    detail.stateClass !== "waiting" &&
    !detail.parked;
  const takers = useQuery({ ...takersQuery(detail.id), enabled: mayRead && waits }).data;
  const waiting = waits && takers ? whyWaiting(takers, detail.queue.id) : null;
  if (waiting === null) return null;
  return (
    <section className={classes.note} role="status">
      <Icon name="person" />
      <div className={classes.body}>
        <p className={classes.title}>{words.work.unattended.title(waiting.skills)}</p>
        <p>{words.work.unattended.text}</p>
        <Why waiting={waiting} queue={detail.queue.name} />
      </div>
    </section>
  );
}

function Why({ waiting, queue }: { readonly waiting: Waiting; readonly queue: string }) {
  const now = useNow();
  const { people, kept, next } = waiting;
  const { nobody, unskilled, keptBy, next: expected, kept: counted } = words.work.unattended;
  if (people === 0) return <p>{nobody(queue)}</p>;
  const [first] = kept;
  if (first?.[0] === "unskilled" && first[1] === people) return <p>{unskilled(queue)}</p>;
  return (
    <p>
      {counted(
        people,
        kept.map(([why, number]) => keptBy[why](number)),
      )}{" "}
      {next?.until ? expected(next.name, shortTime(next.until, now)) : null}
    </p>
  );
}
