import { Type } from "@sinclair/typebox";
import { CasewrightError } from "../../protocol/errors.js";
import { attachmentOf } from "../../store/attachments.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { defineRoute } from "../route.js";

/**
 * A file that a patient sent, to be saved and never to be run: its type is not told to the browser, which is to offer it for saving,
 * and if it is shown all the same it may do nothing.
 */
export const caseAttachment = defineRoute({
  id: "readCaseAttachment",
  method: "GET",
  path: "/api/cases/:id/attachments/:attachment",
  group: "Cases",
  summary: "A file that came with a message of a case",
  permission: "case.read",
  params: Type.Object({
    id: caseParam,
    attachment: Type.String({ pattern: "^[A-Za-z0-9_-]{22}$" }),
  }),
  answers: {
    200: Type.Unsafe<Buffer>({
      type: "string",
      contentMediaType: "application/octet-stream",
      description: "The bytes of the file",
    }),
  },
  handle: async ({ params, caller }, world) => {
    const { _id } = await requireCase(world, caller, params.id);
    const file = await attachmentOf(world.store, _id, params.attachment);
    // Nobody gets what is not judged yet, or was judged to be bad.
    if (!file || file.state !== undefined) throw new CasewrightError("not_found");
    const headers = {
      "Content-Disposition": `attachment; filename*=UTF-8''${extended(file.name)}`,
      "Content-Security-Policy": "default-src 'none'; sandbox",
    };
    return { status: 200, body: Buffer.from(file.content, "base64"), headers };
  },
});

/** A value in the extended notation of RFC 8187. */
function extended(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
