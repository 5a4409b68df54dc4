import type { CaseEventLine } from "../../protocol/case.js";
import { CasewrightError } from "../../protocol/errors.js";
import { type Tracking, trackingSchema } from "../../protocol/tracking.js";
import { defineRoute } from "../route.js";
import { withoutQuote } from "../tracking-text.js";
import type { World } from "../world.js";

/** Turns of one case that the page looks at; the newest states of a longer one are still right. */
const MAX_TURNS = 500;

/** A case as its patient sees it: where it is, what was said; nothing that staff wrote for each other. */
export const trackingRead = defineRoute({
  id: "readTracking",
  method: "GET",
  path: "/api/public/track",
  group: "Patients",
  summary: "My case",
  permission: "patient",
  answers: { 200: trackingSchema },
  errors: ["not_found", "outcome_unknown"],
  handle: async ({ patientCase }, world) => ({
    status: 200,
    body: await trackingOf(world, patientCase),
  }),
});

async function trackingOf(world: World, id: string): Promise<Tracking> {
  // A link may be opened in the moment before its case is first stored.
  await world.cases.settled(id, 1);
  const [detail, events, messages, { body }] = await Promise.all([
    world.cases.read(id),
    world.cases.events(id, { limit: MAX_TURNS }),
    world.cases.messages(id),
    world.release(),
  ]);
  if (!detail) throw new CasewrightError("not_found");
  return {
    case: detail.id,
    organisation: body.organisation.name,
    title: detail.title,
    state: detail.state.name,
    stateClass: detail.stateClass,
    open: detail.status === "open",
    updatedAt: detail.updatedAt,
    steps: events.filter(isStep).map(({ at, to }) => ({ at, title: to?.name ?? "" })),
    messages: messages
      .filter(({ text }) => text !== "")
      .map(({ at, direction, text }) => ({
        at,
        mine: direction === "in",
        text: withoutQuote(text, id),
      })),
  };
}

/** A turn that brought the case into another state. */
function isStep({ from, to }: CaseEventLine): boolean {
  return to !== null && from?.id !== to.id;
}
