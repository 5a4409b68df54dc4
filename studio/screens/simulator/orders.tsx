import { useQuery } from "@tanstack/react-query";
import type { Question, Session } from "../../../engine/simulate/index.js";
import { effectPreviewQuery, previewsQuery } from "../../api/previews.js";
import { Arrival } from "../../ui/arrival.js";
import { nameOf, type Subject } from "../workflow/names.js";

type Order = Extract<Question, { kind: "plugin" }>;

/** What plugins are asked for and have not answered, as it will look where it arrives; of those that can show it. */
export function Orders({
  subject,
  session,
}: {
  readonly subject: Subject;
  readonly session: Session;
}) {
  const { data } = useQuery(previewsQuery);
  const open = session.moments.at(-1)?.open ?? [];
  const orders = open.filter((one): one is Order => one.kind === "plugin");
  return orders
    .filter(({ name }) => data?.effects.includes(name))
    .map((one) => <OfEffect key={one.id} order={one} subject={subject} />);
}

function OfEffect({ order, subject }: { readonly order: Order; readonly subject: Subject }) {
  const { name, given } = order;
  const { data, isError } = useQuery(effectPreviewQuery({ effect: name, given }));
  if (data === undefined && !isError) return null;
  return <Arrival by={nameOf.effect(subject, name)} preview={data ?? null} />;
}
