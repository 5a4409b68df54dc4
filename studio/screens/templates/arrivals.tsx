import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { wordingOf } from "../../../engine/channels/wording.js";
import type { PreviewList } from "../../../engine/protocol/preview.js";
import { messagePreviewQuery, previewsQuery } from "../../api/previews.js";
import type { TextChannel } from "../../draft/template-steps.js";
import { Arrival } from "../../ui/arrival.js";

/** Whoever types is done before the servers are asked. */
const PAUSE_MS = 500;

/** Who reads a message. */
export type Readers = { readonly team: boolean; readonly person: boolean };

type Written = {
  readonly channel: TextChannel;
  readonly language: string;
  /** As a person reads it, with values in it. */
  readonly text: string;
  readonly readers: Readers;
};

/** How a text looks where plugins bring it, once whoever writes it pauses; nothing where no channel shows more than the text. */
export function Arrivals({ channel, language, text, readers }: Written) {
  const { data } = useQuery(previewsQuery);
  const [rested] = useDebouncedValue(text, PAUSE_MS);
  return (data?.channels ?? [])
    .filter(({ kind }) => wordingOf(kind) === channel && (kind !== "slack" || readers.team))
    .map((one) => <ByChannel key={one.name} by={one} text={rested} {...{ language, readers }} />);
}

function ByChannel({
  by: { name, title, kind },
  language,
  text,
  readers,
}: Omit<Written, "channel"> & { readonly by: PreviewList["channels"][number] }) {
  const to = kind === "slack" || !readers.person ? "team" : "person";
  const { data, isError } = useQuery({
    ...messagePreviewQuery({ channel: name, to, text }),
    placeholderData: keepPreviousData,
  });
  if (data === undefined && !isError) return null;
  return <Arrival by={title} language={language} preview={data ?? null} />;
}
