import { Button, Group } from "@mantine/core";
import { useMemo } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { Template } from "../../../engine/definition/template.js";
import { variablesKnownTo } from "../../../engine/release-variables.js";
import { priceOfSms } from "../../../templates/sms-price.js";
import { Empty } from "../../ui/notes.js";
import { languageName, templateWords as say } from "../../words/templates.js";
import admin from "../admin/admin.module.css";
import { ANY_NEW, useRights } from "../draft/rights-context.js";
import { ImportButton } from "../files/import-button.js";
import { MakeButton } from "../making/make-button.js";
import { channelsLacking, standings } from "./completeness.js";
import { lengthsOf } from "./lengths.js";
import classes from "./templates.module.css";

/** In the address: the language of which only messages that lack it are listed. */
const MISSING = "missing";

/** All messages, or those that lack a language, with how complete each language is. */
export function TemplateList({ body }: { readonly body: ReleaseBody }) {
  const mayMake = useRights().all("templates", ANY_NEW);
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const asked = search.get(MISSING);
  const listed = body.templates.filter(
    (one) => asked === null || channelsLacking(one, asked).length > 0,
  );
  return (
    <>
      <div className={admin.head}>
        <div>
          <h2>{say.title}</h2>
          <p className={admin.quiet}>{say.lead}</p>
        </div>
        <Group gap="sm">
          <ImportButton />
          {mayMake ? (
            <MakeButton
              what="template"
              onMade={(made) => void navigate(`/admin/messages/${made}`)}
            />
          ) : null}
        </Group>
      </div>
      {body.templates.length === 0 ? (
        <Empty icon="message" title={say.none}>
          {say.noneText}
        </Empty>
      ) : (
        <Languages
          body={body}
          asked={asked}
          onAsk={(language) => setSearch(language === null ? {} : { [MISSING]: language })}
        />
      )}
      {asked !== null && listed.length === 0 ? (
        <p role="status" className={admin.quiet}>
          {say.allThere(languageName(asked))}
        </p>
      ) : null}
      <ul className={admin.list}>
        {listed.map((template) => (
          <TemplateLine key={template.id} template={template} body={body} />
        ))}
      </ul>
    </>
  );
}

/** How far each language is; a press lists only what it lacks. */
function Languages({
  body,
  asked,
  onAsk,
}: {
  readonly body: ReleaseBody;
  readonly asked: string | null;
  readonly onAsk: (language: string | null) => void;
}) {
  return (
    <div role="group" aria-label={say.languages} className={classes.languages}>
      {standings(body).map(({ language, missing, of }) => {
        const isAsked = language === asked;
        const standing = say.standing(languageName(language), missing, of);
        return missing === 0 && !isAsked ? (
          <span key={language} className={classes.standing}>
            {standing}
          </span>
        ) : (
          <Button
            key={language}
            variant={isAsked ? "filled" : "default"}
            size="compact-sm"
            aria-pressed={isAsked}
            onClick={() => onAsk(isAsked ? null : language)}
          >
            {standing}
          </Button>
        );
      })}
    </div>
  );
}

function TemplateLine({
  template,
  body,
}: {
  readonly template: Template;
  readonly body: ReleaseBody;
}) {
  const { id, name, description } = template;
  const lengths = useMemo(
    () => lengthsOf(template, variablesKnownTo(id, body)),
    [template, id, body],
  );
  return (
    <li className={admin.line}>
      <span className={admin.grow}>
        <Link to={`/admin/messages/${id}`} className={classes.open}>
          {name}
        </Link>
        <span className={admin.quiet}>{description}</span>
      </span>
      <span className={classes.facts}>
        <span>{lackingWords(template, body)}</span>
        {lengths === null ? null : (
          <span>{say.smsOf(lengths, priceOfSms(body.organisation.smsPrice, lengths.most))}</span>
        )}
      </span>
    </li>
  );
}

function lackingWords(template: Template, { organisation }: ReleaseBody): string {
  const lacking = organisation.languages.flatMap((language) => {
    const channels = channelsLacking(template, language);
    return channels.length === 0
      ? []
      : [
          say.lackingIn(
            languageName(language),
            channels.map((one) => say.channels[one]),
          ),
        ];
  });
  return lacking.length === 0 ? say.complete : say.lacking(lacking);
}
