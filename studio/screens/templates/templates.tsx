import { Group } from "@mantine/core";
import { Link, useNavigate } from "react-router";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { Template } from "../../../engine/definition/template.js";
import { Icon } from "../../ui/icons.js";
import { Empty } from "../../ui/notes.js";
import { languageName, templateWords } from "../../words/templates.js";
import admin from "../admin/admin.module.css";
import { useChanges } from "../draft/changes-context.js";
import { ANY_NEW, useRights } from "../draft/rights-context.js";
import { ImportButton } from "../files/import-button.js";
import { MakeButton } from "../making/make-button.js";
import { TemplateEditor } from "./template-editor.js";
import classes from "./templates.module.css";

/** The message templates of the release as it is changed, or one of them to be changed. */
export function Templates({ id }: { readonly id: string | undefined }) {
  const { body } = useChanges();
  if (id === undefined) return <TemplateList body={body} />;
  const template = body.templates.find((one) => one.id === id);
  return (
    <>
      <Link to="/admin/messages" className={classes.back}>
        <Icon name="back" size={16} />
        {templateWords.all}
      </Link>
      {template ? (
        <TemplateEditor key={id} id={template.id} body={body} />
      ) : (
        <Empty icon="message" title={templateWords.unknown} />
      )}
    </>
  );
}

function TemplateList({ body }: { readonly body: ReleaseBody }) {
  const mayMake = useRights().all("templates", ANY_NEW);
  const navigate = useNavigate();
  return (
    <>
      <div className={admin.head}>
        <div>
          <h2>{templateWords.title}</h2>
          <p className={admin.quiet}>{templateWords.lead}</p>
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
        <Empty icon="message" title={templateWords.none}>
          {templateWords.noneText}
        </Empty>
      ) : null}
      <ul className={admin.list}>
        {body.templates.map((template) => (
          <li key={template.id} className={admin.line}>
            <span className={admin.grow}>
              <Link to={`/admin/messages/${template.id}`} className={classes.open}>
                {template.name}
              </Link>
              <span className={admin.quiet}>{template.description}</span>
            </span>
            <span className={admin.quiet}>{completeness(template, body)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function completeness({ texts }: Template, { organisation }: ReleaseBody): string {
  const lacking = organisation.languages.filter((code) => !Object.hasOwn(texts.sms, code));
  return lacking.length === 0
    ? templateWords.complete
    : templateWords.lacking(lacking.map(languageName));
}
