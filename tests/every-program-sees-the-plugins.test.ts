import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { findProjectRoot } from "../engine/config.js";

type Service = { readonly volumes?: readonly string[]; readonly env_file?: readonly object[] };

const file = readFileSync(join(findProjectRoot(), "docker-compose.yml"), "utf8");
const { services } = parse(file, { merge: true }) as {
  readonly services: Readonly<Record<string, Service & { readonly image?: string }>>;
};
const ours = Object.entries(services).filter(([, { image }]) => image?.startsWith("casewright:"));

test("API and worker run in the containers", () => {
  expect(ours.map(([name]) => name)).toEqual(["api", "worker"]);
});

test.each(ours)(
  "%s sees the plugins of the installation, cannot change them, and has their settings",
  (_, service) => {
    expect(service.volumes).toContain("./deploy/plugins:/plugins:ro");
    expect(service.env_file).toEqual([{ path: "./deploy/plugins/settings.env", required: false }]);
  },
);
