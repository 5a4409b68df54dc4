import { previewListSchema } from "../../protocol/preview.js";
import { defineRoute } from "../route.js";

/** Who shows how things look where they arrive. It changes with a restart alone. */
export const previewList = defineRoute({
  id: "listPreviews",
  method: "GET",
  path: "/api/previews",
  group: "Releases",
  summary: "List the channels and effects that show how things look where they arrive",
  permission: "release.read",
  answers: { 200: previewListSchema },
  handle: (_request, { endpoints, contributions }) => {
    const channels = endpoints
      .filter(({ plugin }) => plugin.preview && plugin.manifest.capabilities.outbound)
      .map(({ name, plugin: { manifest } }) => ({
        ...{ name, title: manifest.name, kind: manifest.kind },
      }));
    const effects = Object.entries(contributions.effects)
      .filter(([, { preview }]) => preview)
      .map(([name]) => name);
    return { status: 200, body: { channels, effects } };
  },
});
