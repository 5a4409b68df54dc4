import { TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type SubmitEvent } from "react";
import { useNavigate } from "react-router";
import { caseQuery, findContact } from "../../api/cases.js";
import { Problem } from "../../api/problem.js";
import { Icon } from "../../ui/icons.js";
import { useKeys } from "../../ui/keys.js";
import { problemTitle } from "../../ui/notes.js";
import { isReachable } from "../../ui/schema-form/values.js";
import { words } from "../../words/index.js";
import classes from "./search.module.css";
import { personView, ticketId } from "./view.js";

/** Opens a ticket by its id, or the tickets of whoever is on the phone by their number or e-mail address. */
export function Search() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  useKeys({ "/": () => input.current?.focus() });
  const findPerson = async (address: string) => {
    try {
      const { contact, open, closed } = await findContact(address);
      const all = [...open, ...closed];
      if (contact === null) setProblem(words.list.nobody);
      else void navigate(all.length === 1 ? `/app/cases/${all[0]}` : personView(contact, open));
    } catch (error) {
      const wrong = error instanceof Problem && error.status === 422;
      setProblem(wrong ? words.list.notAnId : problemTitle(error));
    }
  };
  const find = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const id = ticketId(typed);
    if (id === null) {
      if (isReachable(typed)) await findPerson(typed.trim());
      else setProblem(words.list.notAnId);
      return;
    }
    try {
      const found = await client.query(caseQuery(id));
      void navigate(`/app/cases/${found.id}`);
    } catch (error) {
      const missing = error instanceof Problem && [403, 404, 422].includes(error.status);
      setProblem(missing ? words.list.notFound(id) : problemTitle(error));
    }
  };
  return (
    <search className={classes.search}>
      <form noValidate onSubmit={(event) => void find(event)}>
        <TextInput
          ref={input}
          aria-label={words.list.search}
          placeholder={words.list.searchHint}
          leftSection={<Icon name="search" />}
          value={typed}
          error={problem}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setProblem(null);
          }}
        />
      </form>
    </search>
  );
}
