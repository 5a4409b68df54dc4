import type { Organisation } from "../../../engine/definition/organisation.js";
import type { Template } from "../../../engine/definition/template.js";
import { countSegments } from "../../../templates/segments.js";
import { priceOfSms } from "../../../templates/sms-price.js";
import type { TemplateVariables } from "../../../templates/variables.js";
import type { TextChannel } from "../../draft/template-steps.js";
import { languageName, templateWords as say } from "../../words/templates.js";
import { Arrivals, type Readers } from "./arrivals.js";
import { smsOf } from "./lengths.js";
import classes from "./preview.module.css";
import { sampleText, type Values } from "./sample-text.js";

/** A text in one language, with the values that it is shown with. */
export type Previewed = {
  readonly template: Template;
  readonly channel: TextChannel;
  readonly language: string;
  readonly known: TemplateVariables;
  readonly values: Values;
  readonly readers: Readers;
  readonly organisation: Pick<Organisation, "name" | "smsPrice">;
};

/** What the person reads: an SMS on a phone, a letter as its text, and below them what channels show of it. */
export function Preview(props: Previewed) {
  const { channel, language, readers } = props;
  const text = sampleText(props);
  if (text === null) return <p className={classes.quiet}>{say.noPreview}</p>;
  return (
    <>
      <figure
        className={classes.preview}
        aria-label={say.preview(say.channels[channel], languageName(language))}
      >
        {channel === "sms" ? (
          <OnPhone {...props} text={text} />
        ) : (
          <p className={classes.letter} lang={language}>
            {text}
          </p>
        )}
        <figcaption>
          {channel === "sms" ? <Length {...props} text={text} /> : say.letters(text.length)}
        </figcaption>
      </figure>
      <Arrivals {...{ channel, language, text, readers }} />
    </>
  );
}

type Shown = Previewed & { readonly text: string };

function OnPhone({ text, language, organisation }: Shown) {
  return (
    <div className={classes.phone}>
      <p className={classes.from}>{organisation.name}</p>
      <div className={classes.screen}>
        <p className={classes.bubble} lang={language}>
          {text}
        </p>
      </div>
    </div>
  );
}

/** How many SMS it is as it is shown, and at most where that is more. */
function Length({ text, ...shown }: Shown) {
  const { segments, units, encoding } = countSegments(text);
  const most = smsOf({ ...shown, values: "longest" }) ?? segments;
  const costs = (sms: number) => priceOfSms(shown.organisation.smsPrice, sms);
  return (
    <>
      {say.segments(segments, units, costs(segments))}
      {most > segments ? `. ${say.upTo(most, costs(most))}` : null}
      {encoding === "UCS2" ? `. ${say.special}` : null}
    </>
  );
}
