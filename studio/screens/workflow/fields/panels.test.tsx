import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { MemoryRouter } from "react-router";
import { beforeAll, describe, expect, it } from "vitest";
import type { ChangeRights } from "../../../../engine/definition/change-rights.js";
import type { Finding } from "../../../../engine/definition/finding.js";
import type { Json } from "../../../../engine/definition/names.js";
import type { Transition } from "../../../../engine/definition/workflow.js";
import { RightsProvider } from "../../draft/rights-context.js";
import type { Subject } from "../names.js";
import { ClockEditor } from "./clock-editor.js";
import { EffectsEditor } from "./effects-editor.js";
import { FieldsPlace } from "./fields-world.js";
import { FormDesigner } from "./form-designer.js";
import type { Members } from "./members.js";
import { SchemaFields } from "./schema-fields.js";
import { SetEditor } from "./set-editor.js";
import type { Schema } from "./shape.js";
import { subjectNamed } from "./testing/subject.js";
import { TriggersEditor } from "./triggers-editor.js";

let ticket: Subject;
let sample: Subject;
beforeAll(async () => {
  [ticket, sample] = await Promise.all([subjectNamed("ticket"), subjectNamed("sample")]);
});

function transitionOf({ workflow }: Subject, id: string): Transition {
  const transition = workflow.transitions[id];
  if (!transition) throw new Error(`there is no transition ${id}`);
  return transition;
}

function drawn(
  subject: Subject,
  children: ReactNode,
  place: { readonly transition?: Transition; readonly findings?: readonly Finding[] } = {},
): string {
  const { transition, findings = [] } = place;
  return renderToStaticMarkup(
    <MemoryRouter>
      <MantineProvider>
        <FieldsPlace subject={subject} transition={transition} findings={findings}>
          {children}
        </FieldsPlace>
      </MantineProvider>
    </MemoryRouter>,
  );
}

const unheard = () => {
  throw new Error("a panel that is only looked at changes nothing");
};

describe("a panel of the editor", () => {
  it("tells effects and triggers in the sentences of the map, and where the check finds something", () => {
    const escalate = transitionOf(ticket, "escalate");
    const finding: Finding = {
      ...{ code: "W014", severity: "error", message: "There is no template `gone`." },
      path: "/transitions/escalate/then/0/template",
    };
    const html = drawn(
      ticket,
      <>
        <EffectsEditor
          value={escalate.then ?? []}
          path="/transitions/escalate/then"
          onChange={unheard}
        />
        <TriggersEditor value={[{ event: "message_received" }]} path="/x/on" onChange={unheard} />
      </>,
      { transition: escalate, findings: [finding] },
    );
    expect(html).toContain("The patient gets the message “Ticket escalated”.");
    expect(html).toContain("It happens by itself when the patient writes.");
    expect(html).toContain("There is no template `gone`.");
  });

  it("offers names in place of ids, and marks one that is not there any more", () => {
    const html = drawn(
      ticket,
      <SchemaFields
        schema={{ properties: { queue: { type: "string", pattern: ID } } }}
        kind="x"
        path=""
        value={{ queue: "attic" }}
        onChange={unheard}
      />,
    );
    expect(html).toContain(">Medical support<");
    expect(html).toContain("attic (not there any more)");
  });

  it("gives a kind that no code knows its fields, by the description of its schema", () => {
    const schema: Schema = {
      required: ["do", "copies"],
      properties: {
        do: { const: "print" },
        copies: { type: "integer", minimum: 1, maximum: 9, description: "How many sheets" },
        template: { type: "string", pattern: ID },
        pages: { type: "array" },
      },
    };
    const value: Members = { do: "print", copies: 2, pages: [1] };
    const html = drawn(
      ticket,
      <SchemaFields schema={schema} kind="print" path="" value={value} onChange={unheard} />,
    );
    expect(html).toContain("Copies");
    expect(html).toContain("How many sheets");
    expect(html).toContain("Ticket escalated");
    expect(html).not.toContain("Pages");
  });

  it("reads what is known there: the form, whoever does it, and what another system answers", () => {
    const [id, answered] =
      Object.entries(sample.workflow.transitions).find(([, { on = [] }]) =>
        on.some(({ event }) => event === "webhook_answered"),
      ) ?? [];
    if (!answered) throw new Error("no transition hears an answer");
    const set: Readonly<Record<string, Json>> = { queue: { from: "actor.id" } };
    const editor = (
      <SetEditor
        value={set as Transition["set"]}
        path={`/transitions/${String(id)}/set`}
        onChange={unheard}
      />
    );
    expect(drawn(sample, editor, { transition: answered })).toContain(
      "what the other system answered: Order number",
    );
    expect(drawn(sample, editor)).not.toContain("what the other system answered");
  });

  it("shows the data of a case as it is filled in, and says of each field what it asks", () => {
    const html = drawn(
      ticket,
      <FormDesigner value={ticket.workflow.data} path="/data" onChange={unheard} />,
    );
    for (const { title } of Object.values(ticket.workflow.data.properties))
      expect(html).toContain(`>${title}`);
    expect(html).toContain("Long text, must be filled in");
  });

  it("tells every clock by names: what stops it, its time by priority, and its calendar", () => {
    for (const [id, clock] of Object.entries(ticket.workflow.clocks ?? {})) {
      const html = drawn(
        ticket,
        <ClockEditor value={clock} path={`/clocks/${id}`} onChange={unheard} />,
      );
      for (const stop of clock.stops ?? [])
        expect(html).toContain(`<span>${ticket.workflow.transitions[stop]?.name ?? ""}</span>`);
      if (typeof clock.target !== "object") continue;
      for (const priority of ticket.workflow.priorities)
        expect(html).toContain(`<legend>${priority}</legend>`);
    }
  });

  it("leaves to be changed what the roles of the person cover, and nothing beside it", () => {
    const [id, clock] =
      Object.entries(ticket.workflow.clocks ?? {}).find(
        ([, one]) => typeof one.target === "object",
      ) ?? [];
    if (id === undefined || clock === undefined) throw new Error("no clock has times by priority");
    const priority = ticket.workflow.priorities[0] ?? "";
    const parts = (rights: ChangeRights) => {
      const html = drawn(
        ticket,
        <RightsProvider value={rights}>
          <ClockEditor value={clock} path={`/clocks/${id}`} onChange={unheard} />
        </RightsProvider>,
      );
      const [before = "", after = ""] = html.split(`<legend>${priority}</legend>`);
      const isShut = (part: string) => / (?:readonly|disabled)=""/i.test(part);
      return [isShut(before), isShut(after.slice(0, after.indexOf("</fieldset>")))];
    };
    expect(parts("*")).toEqual([false, false]);
    expect(parts(["workflows/ticket"])).toEqual([false, false]);
    expect(parts([`workflows/*/clocks/${id}/target`])).toEqual([true, false]);
    expect(parts(["workflows/*/clocks/other/target"])).toEqual([true, true]);
    expect(parts([])).toEqual([true, true]);
  });
});

const ID = "^[a-z][a-z0-9_-]{0,39}$";
