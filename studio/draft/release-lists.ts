import type { Calendar } from "../../engine/definition/calendar.js";
import type { Organisation } from "../../engine/definition/organisation.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { ReviewArea } from "../../engine/definition/review-area.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import type { Template } from "../../engine/definition/template.js";
import type { Workflow } from "../../engine/definition/workflow.js";

/** The organisation as an entry: there is one, under this id, which is in no definition. */
type OrganisationEntry = Organisation & { readonly id: "organisation" };

/** What the lists of a release hold, those of its organisation included. Each entry has an id of its own in its list. */
export type EntryOf = {
  readonly organisation: OrganisationEntry;
  readonly workflows: Workflow;
  readonly ruleSets: RuleSet;
  readonly templates: Template;
  readonly calendars: Calendar;
  readonly roles: Organisation["roles"][number];
  readonly queues: Organisation["queues"][number];
  readonly skills: NonNullable<Organisation["skills"]>[number];
  readonly quantities: NonNullable<Organisation["quantities"]>[number];
  readonly teams: NonNullable<Organisation["teams"]>[number];
  readonly reviews: ReviewArea;
};

/** Name of a list of a release. */
export type ListName = keyof EntryOf;

type Entries<L extends ListName> = readonly EntryOf[L][];

type Lens<L extends ListName> = {
  readonly read: (body: ReleaseBody) => Entries<L>;
  readonly write: (body: ReleaseBody, entries: Entries<L>) => ReleaseBody;
};

const LISTS: { readonly [L in ListName]: Lens<L> } = {
  organisation: {
    read: ({ organisation }) => [{ ...organisation, id: "organisation" }],
    // A release is never without: what would remove it leaves it as it is.
    write: (body, [first]) => {
      if (!first) return body;
      const { id: _id, ...organisation } = first;
      return { ...body, organisation };
    },
  },
  workflows: {
    read: (body) => body.workflows,
    write: (body, entries) => ({ ...body, workflows: [...entries] }),
  },
  ruleSets: {
    read: (body) => body.ruleSets,
    write: (body, entries) => ({ ...body, ruleSets: [...entries] }),
  },
  templates: {
    read: (body) => body.templates,
    write: (body, entries) => ({ ...body, templates: [...entries] }),
  },
  calendars: {
    read: (body) => body.calendars ?? [],
    write: ({ calendars: _before, ...body }, entries) =>
      entries.length === 0 ? body : { ...body, calendars: [...entries] },
  },
  roles: {
    read: ({ organisation }) => organisation.roles,
    write: (body, entries) => withOrganisation(body, { roles: [...entries] }),
  },
  queues: {
    read: ({ organisation }) => organisation.queues,
    write: (body, entries) => withOrganisation(body, { queues: [...entries] }),
  },
  skills: {
    read: ({ organisation }) => organisation.skills ?? [],
    write: (body, entries) => withOrganisation(body, { skills: [...entries] }),
  },
  quantities: {
    read: ({ organisation }) => organisation.quantities ?? [],
    write: (body, entries) => withOrganisation(body, { quantities: [...entries] }),
  },
  teams: {
    read: ({ organisation }) => organisation.teams ?? [],
    write: (body, entries) => withOrganisation(body, { teams: [...entries] }),
  },
  reviews: {
    read: ({ organisation }) => organisation.reviews ?? [],
    write: (body, entries) => withOrganisation(body, { reviews: [...entries] }),
  },
};

/** The entries of a list; none where the release does not have it. */
export function entriesOf<L extends ListName>(body: ReleaseBody, list: L): Entries<L> {
  return LISTS[list].read(body);
}

/** The entry with this id. */
export function entryOf<L extends ListName>(
  body: ReleaseBody,
  list: L,
  id: string,
): EntryOf[L] | undefined {
  return entriesOf(body, list).find((entry) => entry.id === id);
}

/** The release with one entry changed, wherever it stands in its list; the same release when it is not there or stays as it is. */
export function withEntry<L extends ListName>(
  body: ReleaseBody,
  { list, id }: { readonly list: L; readonly id: string },
  change: (entry: EntryOf[L]) => EntryOf[L],
): ReleaseBody {
  const entries = entriesOf(body, list);
  const place = entries.findIndex((entry) => entry.id === id);
  const before = entries[place];
  if (before === undefined) return body;
  const after = change(before);
  return after === before ? body : LISTS[list].write(body, entries.with(place, after));
}

/** The release with an entry more, at the end; the same one when its id is taken. */
export function withAddedEntry<L extends ListName>(
  body: ReleaseBody,
  list: L,
  entry: EntryOf[L],
): ReleaseBody {
  if (entryOf(body, list, entry.id)) return body;
  return withEntries(body, list, (entries) => [...entries, entry]);
}

/** The release without an entry; the same one when it is not there. */
export function withoutEntry(body: ReleaseBody, list: ListName, id: string): ReleaseBody {
  if (!entryOf(body, list, id)) return body;
  return withEntries(body, list, (entries) => entries.filter((entry) => entry.id !== id));
}

function withEntries<L extends ListName>(
  body: ReleaseBody,
  list: L,
  change: (entries: Entries<L>) => Entries<L>,
): ReleaseBody {
  return LISTS[list].write(body, change(entriesOf(body, list)));
}

function withOrganisation(body: ReleaseBody, part: Partial<Organisation>): ReleaseBody {
  return { ...body, organisation: { ...body.organisation, ...part } };
}
