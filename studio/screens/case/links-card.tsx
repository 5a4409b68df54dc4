import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { linksQuery } from "../../api/links.js";
import card from "../../ui/card.module.css";
import { StateBadge } from "../../ui/marks.js";
import { words } from "../../words/index.js";
import classes from "./links-card.module.css";

/** The cases that this one has to do with, where each is, and a way there. Nothing for a case that stands alone. */
export function LinksCard({ id }: { readonly id: string }) {
  const links = useQuery(linksQuery(id)).data?.links ?? [];
  if (links.length === 0) return null;
  return (
    <section className={card.card} aria-labelledby="links">
      <h2 id="links">{words.case.links}</h2>
      <ul className={classes.links}>
        {links.map(({ id: other, as, workflow, state, stateClass }) => (
          <li key={other} className={classes.link}>
            <span className={classes.what}>
              {state === null ? (
                <span dir="ltr">{other}</span>
              ) : (
                <Link to={`/app/cases/${other}`}>
                  {workflow.name} <span dir="ltr">{other}</span>
                </Link>
              )}
              <span className={classes.as}>{words.case.linkedAs[as]}</span>
            </span>
            {state === null || stateClass === null ? (
              <span className={classes.as}>{words.case.linkUnseen}</span>
            ) : (
              <StateBadge row={{ state, stateClass }} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
