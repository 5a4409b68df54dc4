import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import type { Context } from "koa";

/** Addresses of pages: the browser's router draws them, we send the one page. */
const PAGES = /^\/(app|admin|login|p|sandbox\/(phone|mailbox))(\/|$)/;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".map": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

type StudioFile = { readonly type: string; readonly body: Buffer; readonly etag: string };

/** Answers a request when it is for a page or file of the built studio. */
export type StudioFiles = (context: Context) => boolean;

/**
 * Reads the built studio into memory (some hundred KB). Files whose name carries a hash are kept for a year; the page
 * is asked for again each time. Without a build, pages answer not found.
 */
export function openStudioFiles(projectRoot: string): StudioFiles {
  const files = filesBelow(join(projectRoot, "dist", "studio"));
  return (context) => {
    if (context.method !== "GET" && context.method !== "HEAD") return false;
    if (context.path === "/") {
      context.redirect("/app");
      return true;
    }
    const file = files.get(PAGES.test(context.path) ? "/index.html" : context.path);
    if (!file) return false;
    sendFile(context, file);
    return true;
  };
}

function sendFile(context: Context, file: StudioFile): void {
  context.status = 200;
  context.set("Cache-Control", cachingOf(context.path));
  context.set("Content-Type", file.type);
  context.set("ETag", file.etag);
  if (context.fresh) context.status = 304;
  else context.body = file.body;
}

function cachingOf(path: string): string {
  return path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}

function filesBelow(folder: string): ReadonlyMap<string, StudioFile> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [`/${relative(folder, path).split(sep).join("/")}`, readStudioFile(path)];
      }),
  );
}

function readStudioFile(path: string): StudioFile {
  const body = readFileSync(path);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  return { type: TYPES[extname(path)] ?? "application/octet-stream", body, etag };
}
