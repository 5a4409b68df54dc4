import type { FileFinding } from "../../../engine/text/yaml-file.js";
import { filesWords as say } from "../../words/files.js";
import classes from "./files.module.css";

/** What is wrong in files, each with its file, line and column, and the place in the definition. */
export function FileFindings({ findings }: { readonly findings: readonly FileFinding[] }) {
  return (
    <ul className={classes.findings}>
      {findings.map(({ file, line, column, path, message, fix }) => (
        <li key={`${file}${path}${message}`}>
          <code>{say.at(file, line, column)}</code> {path === "" ? null : <code>{path}</code>}{" "}
          {message} {fix}
        </li>
      ))}
    </ul>
  );
}
