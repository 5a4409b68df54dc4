import { Type } from "@sinclair/typebox";
import { documentRoutesOf } from "../document-routes.js";
import { openApiOf } from "../openapi.js";
import { apiPage } from "../pages/api-page.js";
import { errorsPage } from "../pages/errors-page.js";
import { defineRoute, type Route } from "../route.js";

const html = Type.String({ contentMediaType: "text/html; charset=utf-8" });

/** The API as a page for people. */
export const docsRead = (routes: () => readonly Route[]): Route =>
  defineRoute({
    id: "readDocs",
    method: "GET",
    path: "/docs",
    group: "Documentation",
    summary: "This API as a page",
    permission: "public",
    answers: { 200: html },
    handle: async (_request, { release, config }) => {
      const documents = documentRoutesOf(await release()).routes;
      const api = openApiOf([...routes(), ...documents], config.publicUrl);
      return { status: 200, body: apiPage(api) };
    },
  });

/** Every error code with what it means; problems link here. */
export const errorsRead = defineRoute({
  id: "readErrors",
  method: "GET",
  path: "/docs/errors",
  group: "Documentation",
  summary: "The error catalogue as a page",
  permission: "public",
  answers: { 200: html },
  handle: (_request, { config }) => ({ status: 200, body: errorsPage(config.projectRoot) }),
});
