import { Button } from "@mantine/core";
import { Empty } from "../../ui/notes.js";
import { Page } from "../../ui/page.js";
import { words } from "../../words/index.js";

/** What is shown when a screen broke; nothing that was sent is lost. */
export function Crash() {
  return (
    <Page>
      <title>{`${words.crash.title} · Casewright`}</title>
      <Empty icon="warning" title={words.crash.title} level={1}>
        <p>{words.crash.text}</p>
        <Button onClick={() => location.reload()}>{words.crash.reload}</Button>
      </Empty>
    </Page>
  );
}
