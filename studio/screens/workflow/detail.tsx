import type { CaseGraph, StateNode } from "../../canvas/graph.js";
import type { Selection } from "../../canvas/selection.js";
import { StateBadge } from "../../ui/marks.js";
import { flowWords } from "../../words/flow.js";
import { groupWords } from "../../words/group.js";
import { mapWords } from "../../words/map.js";
import { nameOf, type Subject } from "./names.js";
import { NoteList } from "./notes/note-list.js";
import { noteTitle, notesOf } from "./notes/notes-of.js";
import type { Numbers } from "./numbers/numbers.js";
import { OpenCases } from "./numbers/open-cases.js";
import { staySentences, takenSentences } from "./numbers/sentences.js";
import { stateStory, type Mention } from "./state-story.js";
import { transitionStory, type TransitionStory } from "./transition-story.js";
import classes from "./workflow.module.css";

/** What a panel is about; null for something that this workflow does not have. */
export function detailTitle(subject: Subject, { kind, id }: Selection): string | null {
  const { states, transitions } = subject.workflow;
  if (kind === "state") return states[id]?.name ?? null;
  if (kind === "transition") return transitions[id]?.name ?? null;
  if (kind === "note") return noteTitle(subject, id);
  if (kind === "group") {
    const group = subject.workflow.groups?.[id];
    return group ? groupWords.title(group.name) : null;
  }
  const [from = "", to = ""] = id.split(">");
  if (!states[from] || !states[to]) return null;
  return mapWords.panel.between(nameOf.state(subject, from), nameOf.state(subject, to));
}

type DetailProps = {
  readonly subject: Subject;
  readonly graph: CaseGraph;
  readonly numbers: Numbers;
  readonly selected: Selection;
  readonly onChoose: (selection: Selection) => void;
};

/** Headings of a panel; one about several transitions has their names above. */
type Level = 3 | 4;

/** What happens at what was chosen, in plain sentences. */
export function Detail({ subject, graph, numbers, selected, onChoose }: DetailProps) {
  if (selected.kind === "state") {
    const state = graph.states.find(({ id }) => id === selected.id);
    return state ? <StateDetail {...{ subject, state, numbers, onChoose }} /> : null;
  }
  if (selected.kind === "note")
    return <p className={classes.noted}>{subject.workflow.notes?.[selected.id]?.text}</p>;
  if (selected.kind === "group") {
    const states = graph.groups.find(({ id }) => id === selected.id)?.states ?? [];
    const names = states.map((state) => nameOf.state(subject, state));
    return <Sentences title={groupWords.states} items={names} />;
  }
  const ids =
    selected.kind === "way"
      ? (graph.ways.find(({ id }) => id === selected.id)?.transitions ?? [])
      : [selected.id];
  const stories = ids.flatMap((id) => transitionStory(subject, id) ?? []);
  return stories.map((story) => (
    <section key={story.id} className={classes.story}>
      {selected.kind === "way" ? <h3 className={classes.storyTitle}>{story.name}</h3> : null}
      <Story
        story={story}
        level={selected.kind === "way" ? 4 : 3}
        days={numbers.days}
        taken={takenSentences(numbers, story.id, (state) => nameOf.state(subject, state))}
      />
    </section>
  ));
}

function StateDetail({
  subject,
  state,
  numbers,
  onChoose,
}: Pick<DetailProps, "subject" | "numbers" | "onChoose"> & { readonly state: StateNode }) {
  const { panel, kinds } = mapWords;
  const story = stateStory(subject, state);
  const isLast = state.place === "last";
  const mentions = (title: string, items: readonly Mention[], way: "out" | "in" | "none") => (
    <Mentions
      title={title}
      items={items.map(({ transition, other }) => ({
        key: `${transition} ${other ?? ""}`,
        text: nameOf.transition(subject, transition),
        where: whereWords(subject, other, way),
        choice: { kind: "transition", id: transition },
      }))}
      onChoose={onChoose}
    />
  );
  return (
    <>
      <p className={classes.facts}>
        <StateBadge row={{ state: { name: kinds[state.kind] }, stateClass: state.kind }} />
        {isLast ? null : (
          <OpenCases workflow={subject.workflow.id} state={state.id} numbers={numbers} />
        )}
      </p>
      {isLast ? null : (
        <Sentences
          title={flowWords.heading(numbers.days)}
          items={staySentences(numbers, state.id)}
        />
      )}
      <NoteList subject={subject} notes={notesOf(subject, state.id)} onChoose={onChoose} />
      <Sentences title={panel.here} items={story.says} />
      <Sentences title={panel.clocks} items={story.clocks} />
      {state.place !== "last" && story.out.length === 0 ? <p>{panel.noWayOut}</p> : null}
      {mentions(panel.out, story.out, "out")}
      {mentions(panel.staysHere, story.stays, "none")}
      {mentions(panel.always, story.always, "none")}
      {mentions(panel.in, story.in, "in")}
    </>
  );
}

function Story({
  story,
  level,
  days,
  taken,
}: {
  readonly story: TransitionStory;
  readonly level: Level;
  readonly days: number;
  readonly taken: readonly string[];
}) {
  const { panel } = mapWords;
  const asks = story.asks.map(({ label, required }) =>
    required ? `${label} (${panel.required})` : label,
  );
  return (
    <>
      <Sentences level={level} title={panel.who} items={story.who} />
      <Sentences level={level} title={panel.only} items={story.only} />
      <Sentences level={level} title={panel.asks} items={asks} />
      <Sentences level={level} title={panel.does} items={story.does} />
      <Sentences level={level} title={panel.clocks} items={story.clocks} />
      <Sentences level={level} title={flowWords.heading(days)} items={taken} />
    </>
  );
}

function Sentences({
  title,
  items,
  level = 3,
}: {
  readonly title: string;
  readonly items: readonly string[];
  readonly level?: Level;
}) {
  if (items.length === 0) return null;
  const Heading = `h${level}` as const;
  return (
    <>
      <Heading className={classes.small}>{title}</Heading>
      <ul className={classes.sentences}>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </>
  );
}

type MentionLine = {
  readonly key: string;
  readonly text: string;
  readonly where: string;
  readonly choice: Selection;
};

function Mentions({
  title,
  items,
  onChoose,
}: {
  readonly title: string;
  readonly items: readonly MentionLine[];
  readonly onChoose: (selection: Selection) => void;
}) {
  if (items.length === 0) return null;
  return (
    <>
      <h3 className={classes.small}>{title}</h3>
      <ul className={classes.mentions}>
        {items.map(({ key, text, where, choice }) => (
          <li key={key}>
            <button type="button" className={classes.mention} onClick={() => onChoose(choice)}>
              <span className={classes.mentionName}>{text}</span>
              {where === "" ? null : <span className={classes.where}>{where}</span>}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function whereWords(subject: Subject, other: string | null, way: "out" | "in" | "none"): string {
  if (other === null || way === "none") return "";
  if (other === "*") return mapWords.panel.fromAnywhere;
  return way === "out"
    ? mapWords.panel.to(nameOf.state(subject, other))
    : mapWords.panel.from(nameOf.state(subject, other));
}
