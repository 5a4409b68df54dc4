import { queryOptions } from "@tanstack/react-query";
import type {
  EffectToShow,
  MessageToShow,
  PreviewList,
  Shown,
} from "../../engine/protocol/preview.js";
import { call } from "./http.js";
import { keys } from "./keys.js";

/** Which channels and effects show how things look where they arrive. It changes with a restart alone. */
export const previewsQuery = queryOptions({
  queryKey: keys.previews,
  queryFn: ({ signal }) => call<PreviewList>("/api/previews", { signal }),
  staleTime: Infinity,
});

/** How a text will look where a channel brings it. */
export const messagePreviewQuery = (asked: MessageToShow) => previewQuery("messages", asked);

/** How what a plugin does will look where it arrives. */
export const effectPreviewQuery = (asked: EffectToShow) => previewQuery("effects", asked);

function previewQuery(of: "messages" | "effects", asked: object) {
  return queryOptions({
    queryKey: keys.preview(asked),
    queryFn: async ({ signal }) => {
      const options = { method: "POST", body: asked, signal } as const;
      return (await call<Shown>(`/api/previews/${of}`, options)).preview;
    },
    retry: false,
    // The same is shown the same until the servers start anew; one that failed may have been in a hurry.
    staleTime: ({ state: { data } }) => (data ? Infinity : 0),
  });
}
