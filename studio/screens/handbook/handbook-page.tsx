import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { contributionsQuery } from "../../api/rule-plugins.js";
import { handbookWords as say } from "../../words/handbook.js";
import { useChanges } from "../draft/changes-context.js";
import { ChapterPart } from "./chapter.js";
import { handbookOf } from "./handbook.js";
import classes from "./handbook.module.css";

/** The handbook of one role, to be read or printed: always told from what runs, or from it with the person's changes. */
export function HandbookPage({ role: asked }: { readonly role: string | undefined }) {
  const { body: changed, published, release, draft } = useChanges();
  const effects = useQuery(contributionsQuery).data?.effects;
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams();
  const isDraft = address.has("draft") && draft.done > 0;
  const body = isDraft ? changed : published;
  const { roles, name: organisation } = body.organisation;
  const role = roles.find(({ id }) => id === asked) ?? roles[0];
  const handbook = useMemo(
    () => (role ? handbookOf(role, { body, effects }) : null),
    [role, body, effects],
  );
  if (!role || !handbook) return null;
  const search = isDraft ? "?draft=1" : "";
  return (
    <>
      <div className={classes.tools}>
        <div className={classes.grow}>
          <h2>{say.title}</h2>
          <p className={classes.quiet}>{say.lead}</p>
        </div>
        <NativeSelect
          label={say.role}
          value={role.id}
          data={roles.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={({ currentTarget: { value } }) =>
            void navigate(`/admin/handbook/${value}${search}`)
          }
        />
        {draft.done > 0 ? (
          <NativeSelect
            label={say.from}
            value={isDraft ? "draft" : "live"}
            data={[
              { value: "live", label: say.live },
              { value: "draft", label: say.draft },
            ]}
            onChange={({ currentTarget: { value } }) =>
              setAddress(value === "draft" ? { draft: "1" } : {})
            }
          />
        ) : null}
        <Button variant="default" onClick={() => print()}>
          {say.print}
        </Button>
      </div>
      <article className={classes.book} aria-label={say.of(role.name)}>
        <header>
          <h2 className={classes.title}>{say.of(role.name)}</h2>
          <p className={classes.quiet}>
            {(isDraft ? say.standingDraft : say.standing)(organisation, release)}
          </p>
        </header>
        <section>
          <h3>{say.sees}</h3>
          <p>{handbook.sees}</p>
          <ul>
            {handbook.may.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </section>
        {handbook.chapters.length === 0 ? <p>{say.nothing}</p> : null}
        {handbook.chapters.map((chapter) => (
          <ChapterPart key={chapter.id} chapter={chapter} />
        ))}
      </article>
    </>
  );
}
