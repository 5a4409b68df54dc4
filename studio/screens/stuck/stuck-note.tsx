import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { stuckQuery } from "../../api/stuck.js";
import { stuckWords } from "../../words/stuck.js";
import { useMay } from "../desk/session.js";
import classes from "./stuck.module.css";

/** Says on the map of a workflow that cases of it stand still, and leads to them; for those who may repair them. */
export function StuckNote({ workflow }: { readonly workflow: string }) {
  const enabled = useMay("case.repair");
  const items = useQuery({ ...stuckQuery, enabled }).data?.items ?? [];
  const here = items.filter((item) => item.case.workflow === workflow);
  if (here.length === 0) return null;
  return (
    <p className={classes.note}>
      <Link to={`/app/stuck?workflow=${workflow}`} className={classes.link}>
        {stuckWords.onMap(here.length)}
      </Link>
    </p>
  );
}
