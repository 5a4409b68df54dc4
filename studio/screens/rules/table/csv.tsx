import { Button, Modal, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { RuleSet } from "../../../../engine/definition/rule-set.js";
import type { Table } from "../../../../engine/definition/table.js";
import { checkRules } from "../../../api/definitions.js";
import { saveContent } from "../../../files/save.js";
import { readTableCsv, tableCsv, type CsvFault } from "../../../files/table-csv.js";
import { Warning } from "../../../ui/warning.js";
import { words } from "../../../words/index.js";
import { tableWords as say } from "../../../words/table.js";
import { Refused } from "../../draft/refused.js";
import { UnreadableText } from "../../draft/unreadable-text.js";
import files from "../../files/files.module.css";
import { useRules } from "../rules-context.js";
import { typesOf } from "./table-world.js";

/** Offers the table as a file that spreadsheets open. */
export function SaveCsv() {
  const { ruleSet } = useRules();
  const { table, id } = ruleSet;
  if (!table) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => saveContent(`${id}.csv`, tableCsv(table), "text/csv;charset=utf-8")}
    >
      {say.csv}
    </Button>
  );
}

/** The button behind which a table is taken from a file. */
export function TakeCsv() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {say.takeCsv}
      </Button>
      {isOpen ? <TakeDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** Reads a file and has it checked before anything changes; then it takes the place of the table that is here. */
function TakeDialog({ onClose }: { readonly onClose: () => void }) {
  const field = useId();
  const world = useRules();
  const { ruleSet, record } = world;
  const reading = useMutation({
    mutationFn: async (file: File): Promise<Table> => {
      const read = readTableCsv(await file.text(), typesOf(world));
      if ("fault" in read) throw new UnreadableText(faultWords(read.fault));
      const changed: RuleSet = { ...ruleSet, table: read.table };
      await checkRules(ruleSet.id, changed);
      return read.table;
    },
  });
  const table = reading.data;
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={say.takeCsv}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <Stack gap="md">
        <p className={files.lead}>{say.csvLead}</p>
        <label className={files.choose} htmlFor={field}>
          {say.csvFile}
          <input
            id={field}
            type="file"
            accept=".csv,.tsv,.txt"
            data-autofocus
            onChange={({ currentTarget: { files: chosen } }) => {
              if (chosen?.[0]) reading.mutate(chosen[0]);
            }}
          />
        </label>
        {reading.isPending ? <p role="status">{say.csvReading}</p> : null}
        {reading.error instanceof UnreadableText ? (
          <Warning title={say.csvUnread}>{reading.error.message}</Warning>
        ) : null}
        {reading.error && !(reading.error instanceof UnreadableText) ? (
          <Refused error={reading.error} />
        ) : null}
        {table ? (
          <>
            <p role="status">
              {say.csvSays(table.rows.length, table.inputs.length + table.outputs.length)}
            </p>
            <div>
              <Button
                onClick={() => {
                  record({ do: "setTable", table });
                  onClose();
                }}
              >
                {say.csvTake}
              </Button>
            </div>
          </>
        ) : null}
      </Stack>
    </Modal>
  );
}

function faultWords(fault: CsvFault): string {
  const { faults } = say;
  switch (fault.why) {
    case "column":
      return faults.column(fault.column);
    case "twice":
      return faults.twice(fault.column);
    case "width":
      return faults.width(fault.line, fault.cells, fault.columns);
    case "quotes":
      return faults.quotes(fault.line);
    default:
      return faults[fault.why];
  }
}
