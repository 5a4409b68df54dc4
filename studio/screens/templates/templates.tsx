import { Link } from "react-router";
import { Icon } from "../../ui/icons.js";
import { Empty } from "../../ui/notes.js";
import { templateWords } from "../../words/templates.js";
import { useChanges } from "../draft/changes-context.js";
import { TemplateEditor } from "./template-editor.js";
import { TemplateList } from "./template-list.js";
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
