import { Button, Loader, Menu } from "@mantine/core";
import { fewestFor, LINE_UPS, linedUp, type LineUp } from "../../../canvas/line-up.js";
import { arrangeWords as say } from "../../../words/arrange.js";
import classes from "../edit/edit.module.css";
import { useEditing } from "../edit/edit-context.js";
import { useArrange } from "./use-arrange.js";
import { useNudge } from "./use-nudge.js";
import { usePlaces } from "./use-places.js";

/** Puts the states of the picture in order: by itself, in lines, or step by step with the arrow keys. */
export function ArrangeTools() {
  const { picked, pickedCount } = useEditing();
  const { read, place } = usePlaces();
  const arranging = useArrange();
  useNudge(arranging.say);
  const lineUp = (how: LineUp) => {
    const standing = [...read().standing].filter(([id]) => picked.includes(id));
    place(linedUp(new Map(standing), how));
    arranging.say(say.linedUp(standing.length, say.ways[how]));
  };
  return (
    <div role="group" aria-label={say.tools} className={classes.buttons}>
      {arranging.busy > 0 ? (
        <Button variant="default" leftSection={<Loader size={14} />} onClick={arranging.stop}>
          {say.stop}
        </Button>
      ) : (
        <ArrangeMenu arranging={arranging} />
      )}
      {pickedCount < 2 ? null : (
        <Menu position="bottom-start" withinPortal={false} withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <Button variant="default">{say.lineUp}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {LINE_UPS.map((how) => (
              <Menu.Item
                key={how}
                disabled={pickedCount < fewestFor(how)}
                onClick={() => lineUp(how)}
              >
                {say.ways[how]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <span role="status" className={classes.quiet}>
        {arranging.busy > 0 ? say.busy(arranging.busy) : arranging.said}
      </span>
    </div>
  );
}

function ArrangeMenu({ arranging }: { readonly arranging: ReturnType<typeof useArrange> }) {
  const { workflow } = usePlaces();
  const { unplaced, start } = arranging;
  const canKeep = workflow.layout !== undefined && unplaced.length > 0;
  return (
    <Menu position="bottom-start" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default">{say.tools}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {canKeep ? (
          <Menu.Item onClick={() => void start("rest")}>
            {say.rest(unplaced.length)}
            <span className={classes.menuHint}>{say.restHint}</span>
          </Menu.Item>
        ) : null}
        <Menu.Item onClick={() => void start("all")}>
          {say.all}
          <span className={classes.menuHint}>{say.allHint}</span>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
