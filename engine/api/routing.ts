import { Router } from "@koa/router";
import { METHODS, type Method, type Route } from "./route.js";

/** What an address leads to: a route with its parameters, or the methods that would have been right. */
export type RouteMatch =
  | {
      readonly kind: "route";
      readonly route: Route;
      readonly params: Readonly<Record<string, string>>;
    }
  | { readonly kind: "other_method"; readonly allow: readonly string[] }
  | { readonly kind: "none" };

/** Finds the route of a request. */
export type Routing = (method: string, path: string) => RouteMatch;

/** Makes the look-up of a list of routes. Earlier routes win; either trailing slash fits; case matters. */
export function routingOf(routes: readonly Route[]): Routing {
  const router = new Router({ sensitive: true });
  const routeOf = new Map<unknown, Route>();
  for (const route of routes)
    for (const path of [route.path, ...(route.aliases ?? [])])
      routeOf.set(
        router.register(path, [route.method], () => undefined),
        route,
      );
  return (method, path) => {
    const { path: fitting, pathAndMethod } = router.match(path, method);
    const layer = pathAndMethod[0];
    const route = routeOf.get(layer);
    if (layer && route)
      return { kind: "route", route, params: layer.params(path, layer.captures(path)) };
    if (fitting.length === 0) return { kind: "none" };
    return { kind: "other_method", allow: allowed(fitting.flatMap(({ methods }) => methods)) };
  };
}

function allowed(methods: readonly string[]): string[] {
  const known: readonly (Method | "HEAD")[] = ["HEAD", ...METHODS];
  return known.filter((method) => methods.includes(method));
}
