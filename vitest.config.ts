import { defineConfig } from "vitest/config";

/** Folders whose tests need neither MongoDB nor Temporal, so that they never wait for them. */
const withoutServers = [
  "engine/{definition,protocol,interpreter,channels,sla,simulate,moving,ramping,replay,text,config,scanner,webhooks,tracing}/**/*.test.ts",
  "engine/config.test.ts",
  "{rules,templates,plugins,scripts}/**/*.test.ts",
  "engine/{cli,contributions,outside-channels,release-files,release-values}.test.ts",
  "engine/cases/{case-id,clock-story,journey-story,repairs,rows,timeline,update-case}.test.ts",
  "engine/assignment/{choose,duty}.test.ts",
  "engine/effects/ask-plugins.test.ts",
  "engine/store/down.test.ts",
  "engine/reconcile/outstanding.test.ts",
  "engine/repair-runs/why-not.test.ts",
  "engine/inbound/{files,keywords,opening,urgency}.test.ts",
  "engine/api/http/**/*.test.ts",
  "tests/{definitions,model,replay,scenarios}/**/*.test.ts",
  "tests/support/provider-fake/**/*.test.ts",
  "studio/**/*.test.{ts,tsx}",
  "tests/every-*.test.ts",
];

/** Tests that drive Chromium against one whole clinic. */
const inBrowser = ["tests/e2e/**/*.test.ts"];

/** Tests that count how long people wait while everything is under load: nothing else may take its share meanwhile. */
const alone = ["tests/durability/{kill,rolling-restart}.test.ts"];

const never = ["node_modules/**", "dist/**"];

export default defineConfig({
  test: {
    // Two at a time: with more, tests of real servers starve each other on small machines.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          include: withoutServers,
          exclude: never,
          // They leave nothing behind, and loading everything anew for each file takes longer than all of them.
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "servers",
          include: ["**/*.test.ts"],
          exclude: [...never, ...withoutServers, ...inBrowser, ...alone],
          globalSetup: "tests/support/start-servers.ts",
          testTimeout: 180_000,
          // Building Temporal takes up to five minutes where it cannot be downloaded.
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: "alone",
          include: alone,
          exclude: never,
          // Each starts servers of its own, to kill them.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: inBrowser,
          exclude: never,
          globalSetup: "tests/e2e/support/start-clinic.ts",
          // They share one clinic, and look at what all its tickets together come to.
          fileParallelism: false,
          expect: { poll: { timeout: 45_000 } },
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
