import { CasewrightError } from "../protocol/errors.js";
import type { CaseCursor, CaseDoc } from "../store/cases.js";
import type { DueCursor } from "../store/due-order.js";

type Members = { readonly [member: string]: unknown };

/** The cursor after a case, for the order of the list it stood in. */
export function writeCaseCursor(doc: CaseDoc, order: "urgency" | "due" = "urgency"): string {
  const urgency: CaseCursor = {
    rank: doc.rank,
    createdAt: doc.createdAt.toISOString(),
    id: doc._id,
  };
  const due: DueCursor = { dueAt: doc.dueAt.toISOString(), id: doc._id };
  return writeCursor(order === "due" ? due : urgency);
}

/** @throws CasewrightError invalid_request for one that is not ours, or of a list in another order */
export function readUrgencyCursor(text: string): CaseCursor {
  const { rank, createdAt, id } = readCursor(text);
  if (typeof rank === "number" && typeof id === "string" && isInstant(createdAt))
    return { rank, createdAt, id };
  throw notOurs();
}

/** @throws CasewrightError invalid_request for one that is not ours, or of a list in another order */
export function readDueCursor(text: string): DueCursor {
  const { dueAt, id } = readCursor(text);
  if (typeof id === "string" && isInstant(dueAt)) return { dueAt, id };
  throw notOurs();
}

/** A cursor that callers hand back and do not read. */
export function writeCursor(members: object): string {
  return Buffer.from(JSON.stringify(members)).toString("base64url");
}

/** What a cursor holds, whoever made it. @throws CasewrightError invalid_request when it holds nothing */
export function readCursor(text: string): Members {
  try {
    const members: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    if (typeof members === "object" && members !== null) return members as Members;
  } catch {
    // Fall through: the same answer for every cursor that is not ours.
  }
  throw notOurs();
}

/** Whether a member of a cursor is an instant. */
export function isInstant(text: unknown): text is string {
  return typeof text === "string" && !Number.isNaN(Date.parse(text));
}

/** The answer to a cursor that we have not made. */
export function notOurs(): CasewrightError {
  return new CasewrightError("invalid_request", {
    errors: [{ pointer: "?cursor", message: "This cursor is not one of ours" }],
  });
}
