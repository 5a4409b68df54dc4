import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `vite dev` finds the API; `npm start` listens there. */
const API = "http://127.0.0.1:8080";

const proxied = ["/api", "/auth", "/webhooks", "/tickets", "/users", "/health", "/docs"];

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  plugins: [react()],
  build: {
    outDir: "../dist/studio",
    emptyOutDir: true,
    target: "es2022",
    // A strict content policy forbids data: scripts and helps nobody with inlined assets.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    port: 5173,
    strictPort: false,
    proxy: {
      ...Object.fromEntries(proxied.map((path) => [path, { target: API }])),
      "/ws": { target: API, ws: true },
    },
  },
});
