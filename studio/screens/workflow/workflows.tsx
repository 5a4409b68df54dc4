import { Link } from "react-router";
import { Empty } from "../../ui/notes.js";
import { mapWords } from "../../words/map.js";
import admin from "../admin/admin.module.css";
import { useChanges } from "../draft/changes-context.js";
import { WorkflowPage } from "./workflow-page.js";
import classes from "./workflow.module.css";

/** The workflows of the release as it is changed, or one of them. */
export function Workflows({ id }: { readonly id: string | undefined }) {
  const { body } = useChanges();
  if (id !== undefined) return <WorkflowPage key={id} id={id} />;
  if (body.workflows.length === 0) {
    return (
      <Empty icon="map" title={mapWords.none}>
        {mapWords.noneText}
      </Empty>
    );
  }
  return (
    <>
      <div className={admin.head}>
        <div>
          <h2>{mapWords.title}</h2>
          <p className={admin.quiet}>{mapWords.lead}</p>
        </div>
      </div>
      <ul className={admin.list}>
        {body.workflows.map(({ id, name, description, states, transitions }) => (
          <li key={id} className={admin.line}>
            <span className={admin.grow}>
              <Link to={`/admin/workflows/${id}`} className={classes.open}>
                {name}
              </Link>
              <span className={classes.description}>{description}</span>
            </span>
            <span className={admin.quiet}>
              {mapWords.summary(Object.keys(states).length, Object.keys(transitions).length)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
