import type { Page } from "playwright-core";

/** What is needed here of a fiber, React's record of one component in the tree. */
type Fiber = {
  readonly alternate: Fiber | null;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly tag: number;
  readonly flags: number;
  readonly memoizedProps: {
    readonly id?: unknown;
    readonly data?: unknown;
    readonly item?: unknown;
  } | null;
};

/** Where React tells developers' tools what it has done, in production as well. */
type Tools = { __REACT_DEVTOOLS_GLOBAL_HOOK__: object; rendered: string[] };

/**
 * Reloads the page so that it counts: which nodes and edges of a picture React makes anew, and which of their faces. It says so
 * where times would not, however slow the machine is.
 */
export async function countRenders(page: Page): Promise<void> {
  await page.addInitScript(() => {
    // React's numbers of what is a function or a memo, and of "this component has run".
    const functions = new Set([0, 11, 14, 15]);
    const hasRun = 1;
    const tools = globalThis as unknown as Tools;
    tools.rendered = [];
    const visit = (first: Fiber | null): void => {
      for (let fiber = first; fiber; fiber = fiber.sibling) {
        const { id, data, item } = fiber.memoizedProps ?? {};
        if (functions.has(fiber.tag) && (fiber.flags & hasRun) !== 0) {
          if (typeof id === "string" && data) tools.rendered.push(`node ${id}`);
          if (typeof item === "string") tools.rendered.push(`face ${item}`);
        }
        // What has the children that it had was not entered.
        if (fiber.child !== fiber.alternate?.child) visit(fiber.child);
      }
    };
    const nothing = () => undefined;
    tools.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberRoot: (_: number, root: { current: Fiber }) => visit(root.current.child),
      onCommitFiberUnmount: nothing,
      onPostCommitFiberRoot: nothing,
      checkDCE: nothing,
    };
  });
  await page.reload();
}

/** What was made anew since this was asked last: `node new`, `face state.new`, as often as it was. */
export function rendered(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (globalThis as unknown as Tools).rendered.splice(0));
}
