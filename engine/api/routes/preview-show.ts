import { own } from "../../definition/lint/names.js";
import { fits } from "../../effects/agreed-answer.js";
import { CasewrightError } from "../../protocol/errors.js";
import { effectToShowSchema, messageToShowSchema, shownSchema } from "../../protocol/preview.js";
import { defineRoute } from "../route.js";
import { shownBy } from "../shown-by.js";
import { shownMessage } from "../shown-message.js";

/** How a text will look where a channel of a plugin brings it. */
export const messagePreview = defineRoute({
  id: "previewMessage",
  method: "POST",
  path: "/api/previews/messages",
  group: "Releases",
  summary: "Show how a text will look where it arrives",
  description:
    "Asks the plugin of a channel. Whoever gets it is made up, and nothing is sent or kept. Null when the plugin fails or takes longer than a second.",
  permission: "release.read",
  body: messageToShowSchema,
  answers: { 200: shownSchema },
  errors: ["not_found"],
  keepsAnswer: "never",
  handle: async ({ body: { channel, to, text } }, { endpoints, release }) => {
    const endpoint = endpoints.find(({ name }) => name === channel);
    if (!endpoint?.plugin.preview) throw new CasewrightError("not_found");
    const { plugin, settings } = endpoint;
    const { organisation } = (await release()).body;
    const message = shownMessage(text, plugin.manifest.kind, { to, organisation });
    const preview = await shownBy(() => plugin.preview?.(message, settings));
    return { status: 200, body: { preview } };
  },
});

/** How what a plugin does will look where it arrives. */
export const effectPreview = defineRoute({
  id: "previewEffect",
  method: "POST",
  path: "/api/previews/effects",
  group: "Releases",
  summary: "Show how what a plugin does will look",
  description:
    "Asks the plugin; nothing is done or kept. Null when it fails or takes longer than a second, and when it does not take what it is given.",
  permission: "release.read",
  body: effectToShowSchema,
  answers: { 200: shownSchema },
  errors: ["not_found"],
  keepsAnswer: "never",
  handle: async ({ body: { effect, given } }, { contributions }) => {
    const known = own(contributions.effects, effect);
    if (!known?.preview) throw new CasewrightError("not_found");
    const preview = fits(known.takes, given) ? await shownBy(() => known.preview?.(given)) : null;
    return { status: 200, body: { preview } };
  },
});
