import { YAMLParseError } from "yaml";
import { Problem } from "../../api/problem.js";
import { problemTitle } from "../../ui/notes.js";
import { Warning } from "../../ui/warning.js";
import { draftWords } from "../../words/draft.js";
import classes from "./draft.module.css";

/** Why a definition was not taken over or published: each fault with its place in it. */
export function Refused({ error }: { readonly error: unknown }) {
  if (error instanceof YAMLParseError)
    return <Warning title={draftWords.notYaml}>{error.message}</Warning>;
  if (!(error instanceof Problem)) return <Warning>{problemTitle(error)}</Warning>;
  if (error.code === "already_exists") return <Warning>{draftWords.newer}</Warning>;
  return (
    <Warning title={problemTitle(error)}>
      <ul className={classes.findings}>
        {error.parts.map(({ pointer, message }) => (
          <li key={`${pointer}${message}`}>
            <code>{pointer.replace(/^\/definition/, "")}</code> {message}
          </li>
        ))}
      </ul>
    </Warning>
  );
}
