import { Button, Modal } from "@mantine/core";
import { useMemo, useState } from "react";
import { allStarters, type Starter } from "../../starters/starters.js";
import { galleryWords as say } from "../../words/gallery.js";
import { words } from "../../words/index.js";
import classes from "./gallery.module.css";
import { StarterForm } from "./starter-form.js";

/** All workflows to begin with; one that is chosen is shown, with what it brings and what has to be known to take it. */
export function Gallery({ onClose }: { readonly onClose: () => void }) {
  const starters = useMemo(() => allStarters(), []);
  const [chosen, setChosen] = useState<Starter | null>(null);
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={chosen ? chosen.workflow.name : say.title}
      closeButtonProps={{ "aria-label": words.close }}
    >
      {chosen ? (
        <StarterForm
          key={chosen.workflow.id}
          starter={chosen}
          onBack={() => setChosen(null)}
          onClose={onClose}
        />
      ) : (
        <>
          <p className={classes.lead}>{say.lead}</p>
          <ul className={classes.starters}>
            {starters.map((starter) => (
              <Card
                key={starter.workflow.id}
                starter={starter}
                onChoose={() => setChosen(starter)}
              />
            ))}
          </ul>
        </>
      )}
    </Modal>
  );
}

function Card({
  starter: { workflow, body },
  onChoose,
}: {
  readonly starter: Starter;
  readonly onChoose: () => void;
}) {
  const { name, description, states, tests = [] } = workflow;
  const size = say.size(Object.keys(states).length, body.templates.length, tests.length);
  return (
    <li className={classes.starter}>
      <b>{name}</b>
      <p>{description}</p>
      <p className={classes.quiet}>{size}</p>
      <div>
        <Button variant="default" onClick={onChoose}>
          {say.look(name)}
        </Button>
      </div>
    </li>
  );
}
