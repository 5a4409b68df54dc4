import { Anchor } from "@mantine/core";
import { Link } from "react-router";
import { Empty } from "../../ui/notes.js";
import { Page } from "../../ui/page.js";
import { words } from "../../words/index.js";

/** An address that does not exist. */
export function Missing() {
  return (
    <Page>
      <title>{`${words.missing.title} · Casewright`}</title>
      <Empty icon="search" title={words.missing.title} level={1}>
        <p>{words.missing.text}</p>
        <Anchor component={Link} to="/app" underline="always">
          {words.missing.home}
        </Anchor>
      </Empty>
    </Page>
  );
}
