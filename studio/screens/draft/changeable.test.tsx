import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { ChangeRights } from "../../../engine/definition/change-rights.js";
import { Changeable } from "./changeable.js";
import { RightsProvider } from "./rights-context.js";

const AT = [
  ["workflows", "ticket", "data"],
  ["workflows", "ticket", "forms"],
];

test.each<[ChangeRights, boolean]>([
  ["*", false],
  [["workflows/ticket"], false],
  [["workflows/*/forms/close/properties"], false],
  [["workflows/visit", "workflows/ticket/clocks", "templates"], true],
  [[], true],
])(
  "fields are shut, with the reason, for whoever may change nothing of them: %j",
  (rights, shut) => {
    const html = renderToStaticMarkup(
      <RightsProvider value={rights}>
        <Changeable at={AT}>
          <input name="title" />
        </Changeable>
      </RightsProvider>,
    );
    expect(html).toContain('name="title"');
    expect(html.includes('<fieldset disabled=""')).toBe(shut);
    expect(html.includes("Your roles do not let you change this.")).toBe(shut);
  },
);
