import { Loader } from "@mantine/core";
import { words } from "../words/index.js";
import classes from "./waiting.module.css";

/** A screen that is on its way. */
export function Waiting({ label = words.loading }: { readonly label?: string }) {
  return (
    <div className={classes.waiting} role="status">
      <Loader size="sm" aria-hidden="true" />
      <span>{label}</span>
    </div>
  );
}
