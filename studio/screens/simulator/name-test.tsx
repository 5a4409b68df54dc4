import { Button, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { Workflow } from "../../../engine/definition/workflow.js";
import { simulatorWords } from "../../words/simulator.js";
import classes from "./simulator.module.css";

/** Asks for the name of a test before it is kept: none that the workflow has already. */
export function NameTest({
  workflow,
  onName,
  children,
}: {
  readonly workflow: Pick<Workflow, "tests">;
  readonly onName: (name: string) => void;
  /** Other ways on, beside the button. */
  readonly children?: ReactNode;
}) {
  const say = simulatorWords.tests;
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const keep = () => {
    const wanted = name.trim();
    const isTaken = (workflow.tests ?? []).some((one) => one.name === wanted);
    setProblem(wanted === "" ? say.unnamed : isTaken ? say.taken : null);
    if (wanted === "" || isTaken) return;
    onName(wanted);
    setName("");
  };
  return (
    <form
      noValidate
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <TextInput
        label={say.name}
        description={say.keeping}
        value={name}
        maxLength={120}
        error={problem}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setProblem(null);
        }}
      />
      {children === undefined ? (
        <Button type="submit" variant="default">
          {say.keep}
        </Button>
      ) : (
        <div className={classes.buttons}>
          <Button type="submit">{say.keep}</Button>
          {children}
        </div>
      )}
    </form>
  );
}
