import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Finding } from "../../../../engine/definition/finding.js";
import { rowId, rulesOf } from "../../../../engine/definition/rules-of.js";
import type { Table } from "../../../../engine/definition/table.js";
import { conditionWords } from "../../../../rules/condition-words.js";
import { ANYTHING } from "../../../draft/cell-text.js";
import { emptyRow } from "../../../draft/table-steps.js";
import { Empty } from "../../../ui/notes.js";
import { toast } from "../../../ui/toast.js";
import { rulesWords } from "../../../words/rules.js";
import { tableWords as say } from "../../../words/table.js";
import { FindingList } from "../../draft/finding-list.js";
import { AnswerSentence } from "../answer-row.js";
import { placeOfFinding } from "../findings.js";
import { freeId, idsOf } from "../new-rule.js";
import { useRules } from "../rules-context.js";
import rules from "../rules.module.css";
import { clearedStep, columnsOf, pastedOver, typedStep } from "./cells.js";
import { Columns } from "./columns.js";
import { SaveCsv, TakeCsv } from "./csv.js";
import { Grid } from "./grid.js";
import { RowTools } from "./row-tools.js";
import { only, within, type Selection } from "./selection.js";
import { typesOf, viewOf } from "./table-world.js";
import classes from "./table.module.css";

type Props = {
  readonly findings: readonly Finding[];
  /** The row that is shown first, by id. */
  readonly shown: string | null;
};

/** The decision table of a rule set: to be changed as in a spreadsheet, taken from one and given to one; or begun. */
export function TablePart(props: Props) {
  const { ruleSet } = useRules();
  return ruleSet.table ? <TableEditor {...props} table={ruleSet.table} /> : <NoTable />;
}

function NoTable() {
  const { ruleSet, vocabulary, record, readOnly } = useRules();
  const begin = () => {
    const facts = Object.keys(vocabulary.facts);
    const fact = facts.find((path) => path.startsWith("data.")) ?? "case.priority";
    const outputs = Object.keys(ruleSet.otherwise);
    const row = { if: ["-"], then: Object.values(ruleSet.otherwise) };
    record({ do: "setTable", table: { inputs: [fact], outputs, rows: [row] } });
  };
  return (
    <Empty icon="stack" title={say.none}>
      <p>{say.noneText}</p>
      {readOnly ? null : (
        <div className={classes.tools}>
          <Button onClick={begin}>{say.start}</Button>
          <TakeCsv />
        </div>
      )}
    </Empty>
  );
}

function TableEditor({ findings, shown, table }: Props & { readonly table: Table }) {
  const world = useRules();
  const { ruleSet, record, readOnly } = world;
  const [selected, setSelected] = useState<Selection>(() =>
    only({ row: shownRow(table, shown), column: 0 }),
  );
  // Kept while only the selection moves: then no row but the two that it leaves and reaches is drawn anew.
  const views = useMemo(() => columnsOf(table).map((one) => viewOf(one, world)), [table, world]);
  const size = { rows: table.rows.length, columns: views.length };
  const selection = within(size, selected);
  const types = typesOf(world);
  const taken = idsOf(ruleSet);
  const paste = (texts: readonly (readonly string[])[]) => {
    const { step, lost } = pastedOver(table, { selection, texts, taken }, types);
    record(step);
    if (lost > 0) toast("note", say.lost(lost));
  };
  const addRow = () => {
    const place = selection.at.row + 1;
    const row = emptyRow(table, freeId("row", taken));
    const then = table.outputs.map((key) => ruleSet.otherwise[key] ?? null);
    record({ do: "addRow", row: { ...row, then }, place });
    setSelected(only({ row: place, column: 0 }));
  };
  return (
    <div className={classes.part}>
      <p className={rules.quiet}>{say.lead}</p>
      <Grid
        {...{ table, views, findings, selection, readOnly }}
        onSelect={setSelected}
        onType={({ row: place, column: at }, text) => {
          const [row, column] = [table.rows[place], views[at]?.column];
          if (row && column) record(typedStep({ row: rowId(row, place), column, text }, types));
        }}
        onClear={() => record(clearedStep(table, selection, types))}
        onPaste={paste}
      />
      <RowSaid place={selection.at.row} findings={findings} />
      {readOnly ? (
        <SaveCsv />
      ) : (
        <>
          <RowTools {...{ table, selection }} onAdd={addRow} onSelect={setSelected} />
          <Columns table={table} />
          <div className={classes.tools}>
            <SaveCsv />
            <TakeCsv />
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => record({ do: "setTable", table: null })}
            >
              {say.remove}
            </Button>
          </div>
        </>
      )}
      <Help />
    </div>
  );
}

function shownRow({ rows }: Table, id: string | null): number {
  return Math.max(
    0,
    rows.findIndex((row, place) => rowId(row, place) === id),
  );
}

/** The row that has the focus as a sentence, with what the check finds in it. */
function RowSaid({
  place,
  findings,
}: {
  readonly place: number;
  readonly findings: readonly Finding[];
}) {
  const { ruleSet, labels, vocabulary } = useRules();
  const rule = rulesOf(ruleSet)[ruleSet.rules.length + place];
  if (!rule) return null;
  const asksNothing = ruleSet.table?.rows[place]?.if.every((cell) => cell === ANYTHING);
  return (
    <section className={classes.said} aria-label={rule.name}>
      <p>
        <b>{rule.name}.</b> {rulesWords.when}{" "}
        {asksNothing ? say.always : conditionWords(rule.when, labels, vocabulary.brought.operators)}
      </p>
      <AnswerSentence outcome={rule.then} />
      <FindingList
        findings={findings.filter((one) => {
          const { part, rule: about } = placeOfFinding(one, ruleSet);
          return part === "table" && about === rule.id;
        })}
      />
    </section>
  );
}

function Help() {
  return (
    <details className={rules.rule}>
      <summary className={rules.summary}>{say.help}</summary>
      <div className={rules.body}>
        <dl className={classes.syntax}>
          {say.syntax.map(([cell, meaning]) => (
            <div key={cell}>
              <dt>
                <code>{cell}</code>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <p className={rules.quiet}>{say.keys}</p>
      </div>
    </details>
  );
}
