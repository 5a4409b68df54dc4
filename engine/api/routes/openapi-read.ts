import { Type } from "@sinclair/typebox";
import { documentRoutesOf } from "../document-routes.js";
import { openApiOf } from "../openapi.js";
import { defineRoute, type Route } from "../route.js";

/** The description of the API for programs: our routes and the document routes of the current release. */
export const openApiRead = (routes: () => readonly Route[]): Route =>
  defineRoute({
    id: "readOpenApi",
    method: "GET",
    path: "/openapi.json",
    group: "Documentation",
    summary: "This API as OpenAPI 3.1",
    permission: "public",
    answers: { 200: Type.Record(Type.String(), Type.Unknown()) },
    handle: async (_request, { release, config }) => {
      const documents = documentRoutesOf(await release()).routes;
      return {
        status: 200,
        body: openApiOf([...routes(), ...documents], config.publicUrl),
      };
    },
  });
