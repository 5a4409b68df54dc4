import { Link } from "react-router";
import card from "../../ui/card.module.css";
import { Icon } from "../../ui/icons.js";
import { stuckWords as say } from "../../words/stuck.js";
import classes from "./stuck.module.css";
import type { Result } from "./use-repairs.js";

/** What became of each ticket that was to be repaired; it stays when the ticket has left the list. */
export function Results({ results }: { readonly results: readonly Result[] }) {
  if (results.length === 0) return null;
  return (
    <section className={card.card} aria-labelledby="results" aria-live="polite">
      <h2 id="results">{say.results}</h2>
      <ul className={classes.results}>
        {results.map(({ id, what, said }) => (
          <li key={id} className={classes.result} data-what={what}>
            <Icon name={what === "done" ? "check" : "warning"} size={16} />
            <Link to={`/app/cases/${id}`} className={classes.link}>
              {id}
            </Link>
            <span>{said}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
