import type { Release } from "../definition/release.js";
import type { Route } from "./route.js";
import { type Routing, routingOf } from "./routing.js";

/** The document routes of one release, ready to answer. */
export type DocumentRoutes = { readonly routes: readonly Route[]; readonly find: Routing };

const known = new WeakMap<Release, DocumentRoutes>();

/** The routes that the workflows of a release ask for; made once for each release. */
export function documentRoutesOf(release: Release): DocumentRoutes {
  const made = known.get(release);
  if (made) return made;
  const routes: Route[] = [];
  const documents = { routes, find: routingOf(routes) };
  known.set(release, documents);
  return documents;
}
