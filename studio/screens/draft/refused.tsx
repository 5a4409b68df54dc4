import { Link } from "react-router";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { Problem } from "../../api/problem.js";
import { problemTitle } from "../../ui/notes.js";
import { Warning } from "../../ui/warning.js";
import { draftWords } from "../../words/draft.js";
import { addressOfFinding } from "./address.js";
import classes from "./draft.module.css";
import { UnreadableText } from "./unreadable-text.js";

/** Why a definition was not taken over or published: each fault with its place in it. */
export function Refused({
  error,
  body,
}: {
  readonly error: unknown;
  /** The release that was refused, for the way to the place of each fault; left out for one definition alone. */
  readonly body?: ReleaseBody;
}) {
  if (error instanceof UnreadableText)
    return <Warning title={draftWords.notYaml}>{error.message}</Warning>;
  if (!(error instanceof Problem)) return <Warning>{problemTitle(error)}</Warning>;
  if (error.code === "already_exists") return <Warning>{draftWords.newer}</Warning>;
  return (
    <Warning title={problemTitle(error)}>
      <ul className={classes.findings}>
        {error.parts.map(({ pointer, message }) => (
          <li key={`${pointer}${message}`}>
            <Place path={pointer.replace(/^\/definition/, "")} body={body} /> {message}
          </li>
        ))}
      </ul>
    </Warning>
  );
}

function Place({ path, body }: { readonly path: string; readonly body: ReleaseBody | undefined }) {
  const address = body ? addressOfFinding({ path }, body) : null;
  return address ? (
    <Link to={address}>
      <code>{path}</code>
    </Link>
  ) : (
    <code>{path}</code>
  );
}
