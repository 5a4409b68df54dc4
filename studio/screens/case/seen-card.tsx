import { useQuery } from "@tanstack/react-query";
import { seenQuery } from "../../api/audit.js";
import card from "../../ui/card.module.css";
import { When } from "../../ui/due.js";
import { ProblemNote } from "../../ui/notes.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";
import { readersOf } from "./readers.js";
import classes from "./side-cards.module.css";

/** Who has been shown a case, for those who may know. */
export function SeenCard({ id }: { readonly id: string }) {
  const mayKnow = useMay("audit.read");
  const seen = useQuery({ ...seenQuery(id), enabled: mayKnow });
  if (!mayKnow) return null;
  return (
    <section className={card.card} aria-labelledby="seen">
      <h2 id="seen">{words.case.seen}</h2>
      {seen.isError && !seen.data ? (
        <ProblemNote error={seen.error} onRetry={() => void seen.refetch()} />
      ) : null}
      {seen.data ? (
        <>
          <ul className={classes.sentences}>
            {readersOf(seen.data.items).map(({ id: reader, name, times, last }) => (
              <li key={reader}>
                {name ?? words.case.seenByPatient}{" "}
                <span className={classes.quiet}>
                  {words.case.seenTimes(times)} <When at={last} />
                </span>
              </li>
            ))}
          </ul>
          {seen.data.next === null ? null : <p className={classes.quiet}>{words.case.seenMore}</p>}
        </>
      ) : null}
    </section>
  );
}
