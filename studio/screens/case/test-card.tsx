import { Button } from "@mantine/core";
import { Link } from "react-router";
import type { CaseDetail } from "../../../engine/protocol/case.js";
import card from "../../ui/card.module.css";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";

const say = words.case.asTest;

/** The way from a ticket to a test of its workflow, for those who may change how work is done. */
export function TestCard({ detail: { id, workflow } }: { readonly detail: CaseDetail }) {
  const [mayRead, mayChange] = [useMay("release.read"), useMay("release.publish")];
  if (!mayRead || !mayChange) return null;
  return (
    <section className={card.card} aria-labelledby="as-test">
      <h2 id="as-test">{say.title}</h2>
      <p>{say.text}</p>
      <Button
        component={Link}
        to={`/admin/workflows/${encodeURIComponent(workflow)}?view=try&case=${id}`}
        variant="default"
      >
        {say.open}
      </Button>
    </section>
  );
}
