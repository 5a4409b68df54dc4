// Bundles the Temporal workflow code ahead of time, so that a worker starts without webpack:
// dist/workflows/case/index.js → dist/workflow-bundle.js. Runs after tsc.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleWorkflowCode, DefaultLogger } from "@temporalio/worker";
import { root } from "./installed.mjs";

const { code } = await bundleWorkflowCode({
  workflowsPath: join(root, "dist/workflows/case/index.js"),
  workflowInterceptorModules: [join(root, "dist/workflows/case/trace.js")],
  failureConverterPath: join(root, "workflows/case/failure-converter.cjs"),
  logger: new DefaultLogger("WARN"),
});
writeFileSync(join(root, "dist/workflow-bundle.js"), code);
