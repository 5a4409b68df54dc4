/**
 * Which folder may see which. The tree follows these borders; a violation is reported with the whole path of imports.
 * Pure folders run in the browser, in the API and in workflow code alike.
 */
const pure =
  "^(engine/(definition|protocol|interpreter|sla|channels|simulate|moving|ramping|replay|text)|rules|templates)/|^engine/(release-(variables|values|lint)|inbound/(keywords|opening|urgency)|cases/case-id)[.]ts$";
const test = "[.]test[.]tsx?$|/testdata/|/testing/";

/** Libraries without I/O, clock or randomness of their own. */
const pureLibraries =
  "node_modules/(@sinclair/typebox|ajv|ajv-formats|@noble/hashes|libphonenumber-js|secure-json-parse|@remix-run/multipart-parser)/";

const ioLibraries =
  "node_modules/(mongoose|mongodb|mongodb-memory-server-core|koa|@koa|ws|undici|pino|africastalking|@sendgrid|prom-client|jose|@node-rs|@temporalio/(client|worker|activity))/";

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or three.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "imports-resolve",
      comment: "What is imported exists and is in package.json.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "only-declared-packages",
      comment: "A package that comes along with another one may leave with it.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "product-code-uses-no-development-packages",
      severity: "error",
      from: {
        path: "^(engine|workflows|rules|templates|plugins)/",
        pathNot: `${test}|^engine/channels/kit`,
      },
      to: {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["type-only"],
        pathNot: "node_modules/@types/",
      },
    },
    {
      name: "product-code-imports-no-tests",
      severity: "error",
      from: { pathNot: `${test}|^tests/` },
      to: { path: `${test}|^tests/` },
    },
    {
      name: "pure-code-does-no-io",
      comment: "Time, ids, randomness and bytes come in as arguments.",
      severity: "error",
      from: { path: pure, pathNot: test },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "pure-code-uses-listed-libraries",
      severity: "error",
      from: {
        path: pure,
        pathNot: `${test}|^(rules|templates)/|^engine/sla/(expand|left-out)[.]ts$|^engine/text/`,
      },
      to: { path: "node_modules/", pathNot: pureLibraries },
    },
    {
      name: "definitions-are-written-with-yaml",
      severity: "error",
      from: { path: "^engine/text/", pathNot: test },
      to: { path: "node_modules/", pathNot: `${pureLibraries}|node_modules/yaml/` },
    },
    {
      name: "rules-use-the-rule-engine",
      severity: "error",
      from: { path: "^rules/", pathNot: test },
      to: { path: "node_modules/", pathNot: `${pureLibraries}|node_modules/json-rules-engine/` },
    },
    {
      name: "templates-use-handlebars",
      severity: "error",
      from: { path: "^templates/", pathNot: test },
      to: { path: "node_modules/", pathNot: `${pureLibraries}|node_modules/handlebars/` },
    },
    {
      name: "pure-code-sees-only-pure-code",
      severity: "error",
      from: { path: pure, pathNot: test },
      to: { path: "^(engine|plugins|workflows|studio|scripts|bench|tests)/", pathNot: pure },
    },
    {
      name: "the-engine-does-not-know-rules-or-templates-inside-out",
      comment: "The interpreter decides without them; answers come back as events.",
      severity: "error",
      from: { path: "^engine/(definition|protocol|interpreter|sla|channels)/", pathNot: test },
      to: { path: "^(rules|templates)/" },
    },
    {
      name: "workflow-code-reaches-no-io",
      comment: "Replay must give the same answer; effects are activities.",
      severity: "error",
      from: { path: "^workflows/case/", pathNot: test },
      to: {
        path: `^(fs|net|tls|http|https|crypto|os|dns|child_process|worker_threads|node:)|${ioLibraries}`,
        reachable: true,
      },
    },
    {
      name: "calendars-are-laid-out-with-temporal",
      severity: "error",
      from: { path: "^engine/sla/(expand|left-out)[.]ts$" },
      to: { path: "node_modules/", pathNot: `${pureLibraries}|node_modules/temporal-polyfill/` },
    },
    {
      name: "workflow-code-knows-no-time-zones",
      comment: "A newer time-zone database must not change what a replay answers.",
      severity: "error",
      from: { path: "^(workflows/case|engine/interpreter)/", pathNot: test },
      to: { path: "node_modules/temporal-|^engine/sla/(expand|left-out)[.]ts$", reachable: true },
    },
    {
      name: "plugins-see-only-the-channel-contract",
      severity: "error",
      from: { path: "^plugins/", pathNot: `${test}|^plugins/index[.]ts$` },
      to: {
        path: "^(engine|studio|workflows|rules|templates)/",
        pathNot: "^engine/(channels|definition)/",
      },
    },
    {
      name: "plugins-do-not-see-each-other",
      severity: "error",
      from: { path: "^plugins/([^/]+)/" },
      to: { path: "^plugins/([^/]+)/", pathNot: "^plugins/$1/" },
    },
    {
      name: "the-engine-knows-plugins-by-the-list-only",
      severity: "error",
      from: { path: "^(engine|workflows|rules|templates|studio)/", pathNot: test },
      to: { path: "^plugins/", pathNot: "^plugins/index[.]ts$" },
    },
    {
      name: "studio-sees-only-pure-code",
      comment:
        "So that its simulator is the real interpreter, and nothing of the server is shipped to a browser.",
      severity: "error",
      from: { path: "^studio/", pathNot: test },
      to: { path: "^(engine|plugins|workflows|scripts|bench|tests)/", pathNot: pure },
    },
    {
      name: "only-the-studio-draws",
      severity: "error",
      from: { pathNot: "^(studio|tests)/" },
      to: { path: "node_modules/(react|react-dom|react-router|@mantine|@tanstack)/|^studio/" },
    },
    {
      name: "only-the-store-talks-to-mongoose",
      comment:
        "Encryption, row scope and audit cannot be skipped. Starting a server is not reading from it.",
      severity: "error",
      from: { pathNot: `${test}|^tests/|^bench/|^engine/(store|servers)/` },
      to: { path: "node_modules/(mongoose|mongodb)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^dist/|^studio/dist/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
