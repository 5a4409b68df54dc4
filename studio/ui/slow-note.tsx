import { useEffect, useState } from "react";
import { words } from "../words/index.js";
import classes from "./slow-note.module.css";

/** After this long people wonder whether anything happens. */
const SLOW_MS = 4_000;

/** Appears when something takes long, so that nobody reloads in the middle. */
export function SlowNote() {
  const [shown, setShown] = useState<"no" | "yes">("no");
  useEffect(() => {
    const timer = setTimeout(() => setShown("yes"), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return shown === "yes" ? <p className={classes.slow}>{words.slow}</p> : null;
}
