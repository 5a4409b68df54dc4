import { Checkbox, NativeSelect, NumberInput } from "@mantine/core";
import { facetKey, facetsIn } from "../../../engine/definition/facets.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { Ticks } from "../../ui/ticks.js";
import { rampWords as say } from "../../words/ramp.js";
import type { RampDraft } from "./ramp-draft.js";
import classes from "./releases.module.css";

type Props = {
  readonly body: ReleaseBody;
  readonly draft: RampDraft;
  readonly onChange: (draft: RampDraft) => void;
};

/** Which new cases start under a release, and when that stops by itself. */
export function RampFields({ body, draft, onChange }: Props) {
  const put = (change: Partial<RampDraft>) => onChange({ ...draft, ...change });
  return (
    <>
      <NativeSelect
        label={say.workflow}
        value={draft.workflow}
        data={body.workflows.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={({ currentTarget: { value } }) => put({ workflow: value, places: [] })}
      />
      <Percent label={say.share} value={draft.share} onChange={(share) => put({ share })} />
      <details className={classes.fold}>
        <summary>{say.places}</summary>
        <Ticks
          label={say.placesHint}
          offered={placesIn(body, draft.workflow)}
          chosen={draft.places}
          error={undefined}
          required={false}
          onChoose={(places) => put({ places })}
        />
      </details>
      <Checkbox
        label={say.ruled}
        description={say.wrong}
        checked={draft.isRuled}
        onChange={({ currentTarget: { checked } }) => put({ isRuled: checked })}
      />
      {draft.isRuled ? (
        <div className={classes.rule}>
          <Whole
            label={say.least}
            value={draft.least}
            most={10_000}
            onChange={(least) => put({ least })}
          />
          <Whole
            label={say.percent}
            value={draft.percent}
            most={99}
            onChange={(percent) => put({ percent })}
          />
        </div>
      ) : null}
    </>
  );
}

type NumberProps = {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
};

/** A share in percent. */
export function Percent(props: NumberProps) {
  return <Whole {...props} most={100} />;
}

function Whole({ label, value, most, onChange }: NumberProps & { readonly most: number }) {
  return (
    <NumberInput
      label={label}
      value={value ?? ""}
      min={0}
      max={most}
      allowDecimal={false}
      hideControls
      onChange={(now) => onChange(typeof now === "number" ? now : null)}
    />
  );
}

/** The places that cases of a workflow are opened in: queues, and what its facets may be. */
function placesIn({ organisation, workflows }: ReleaseBody, id: string) {
  const workflow = workflows.find((one) => one.id === id);
  const facets = workflow === undefined ? [] : facetsIn(workflow);
  return [
    ...organisation.queues.map((queue) => ({ id: queue.id, name: queue.name })),
    ...facets.flatMap((facet) =>
      facet.values.map((value) => {
        return { id: facetKey(facet.id, value), name: `${facet.name}: ${value}` };
      }),
    ),
  ];
}
