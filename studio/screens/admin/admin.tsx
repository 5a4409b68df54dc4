import { NativeSelect, Tabs } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { lazy, Suspense, type ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import { Empty } from "../../ui/notes.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import { Waiting } from "../../ui/waiting.js";
import { words } from "../../words/index.js";
import { calendarWords } from "../../words/calendars.js";
import { draftWords } from "../../words/draft.js";
import { handbookWords } from "../../words/handbook.js";
import { reviewWords } from "../../words/review.js";
import { rolesWords } from "../../words/roles.js";
import { settingsWords } from "../../words/settings.js";
import { useMay } from "../desk/session.js";
import { ChangesProvider } from "../draft/changes-provider.js";
import { RightsNote } from "../draft/rights-note.js";
import { Unpublished } from "../draft/unpublished.js";
import classes from "./admin.module.css";
import { AlertChannelsPart } from "./alert-channels.js";
import { Channels } from "./channels.js";
import { People } from "./people.js";
import { Releases } from "./releases.js";
import { Retention } from "./retention.js";

const CalendarPage = lazy(async () => ({
  default: (await import("../calendars/calendar-page.js")).CalendarPage,
}));
const ChangesPage = lazy(async () => ({
  default: (await import("../changes/changes.js")).ChangesPage,
}));
const HandbookPage = lazy(async () => ({
  default: (await import("../handbook/handbook-page.js")).HandbookPage,
}));
const Reviews = lazy(async () => ({ default: (await import("../review/reviews.js")).Reviews }));
const Roles = lazy(async () => ({ default: (await import("../roles/roles.js")).Roles }));
const Rules = lazy(async () => ({ default: (await import("../rules/rules.js")).Rules }));
const Settings = lazy(async () => ({
  default: (await import("../settings/settings.js")).Settings,
}));
const Templates = lazy(async () => ({
  default: (await import("../templates/templates.js")).Templates,
}));
const Workflows = lazy(async () => ({
  default: (await import("../workflow/workflows.js")).Workflows,
}));

/** Who a part is for. */
type Needs = "people" | "releases" | "channels" | "erasing";

type Part = {
  readonly title: string;
  readonly needs: Needs;
  /** The part on whose tab it is reached, where it has none of its own. */
  readonly within?: string;
  readonly show: (item: string | undefined) => ReactNode;
};

/** Narrower than this the parts are chosen from a list: so many tabs would stand before everything else. */
const PHONE = "(max-width: 47.99em)";

/** The parts in their order: how work is done, what of it is changed, who does it, and what it goes by. */
const PARTS: Readonly<Record<string, Part>> = {
  workflows: {
    title: words.admin.workflows,
    needs: "releases",
    show: (item) => forReleases(<Workflows id={item} />),
  },
  rules: {
    title: words.admin.rules,
    needs: "releases",
    show: (item) => forReleases(<Rules id={item} />),
  },
  messages: {
    title: words.admin.messages,
    needs: "releases",
    show: (item) => forReleases(<Templates id={item} />),
  },
  changes: {
    title: draftWords.title,
    needs: "releases",
    show: () => forReleases(<ChangesPage />),
  },
  reviews: {
    title: reviewWords.title,
    needs: "releases",
    show: (item) => (
      <Suspense fallback={<Waiting />}>
        <Reviews id={item} />
      </Suspense>
    ),
  },
  releases: {
    title: words.admin.releases,
    needs: "releases",
    show: (item) => <ReleasesPart item={item} />,
  },
  handbook: {
    title: handbookWords.title,
    needs: "releases",
    show: (item) => forReleases(<HandbookPage role={item} />),
  },
  people: { title: words.admin.users, needs: "people", show: () => <People /> },
  roles: { title: rolesWords.title, needs: "releases", show: () => forReleases(<Roles />) },
  settings: {
    title: settingsWords.title,
    needs: "releases",
    show: () => forReleases(<Settings />),
  },
  calendars: {
    title: calendarWords.title,
    needs: "releases",
    within: "settings",
    show: (item) => forReleases(item === undefined ? <Settings /> : <CalendarPage id={item} />),
  },
  alerts: {
    title: words.alerts.title,
    needs: "releases",
    show: () => forReleases(<AlertChannelsPart />),
  },
  channels: { title: words.admin.channels, needs: "channels", show: () => <Channels /> },
  retention: { title: words.retention.title, needs: "erasing", show: () => <Retention /> },
};

/** All that is set up and looked after by whoever may do so. */
export function Admin() {
  const { part: asked, item } = useParams();
  const navigate = useNavigate();
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const may: Readonly<Record<Needs, boolean>> = {
    people: useMay("user.read"),
    releases: useMay("release.read"),
    channels: useMay("release.publish"),
    erasing: useMay("case.erase"),
  };
  if (!may.people && !may.releases) {
    return <Empty icon="lock" title={words.admin.forbidden} level={1} />;
  }
  // Whoever comes for the first time comes to say how work is done.
  const part = asked ?? (may.releases ? "workflows" : "people");
  const there = Object.entries(PARTS).filter(([, { needs }]) => may[needs]);
  const go = (next: string | null) => void navigate(`/admin/${next ?? ""}`);
  const shown = there.find(([id]) => id === part)?.[1];
  const tabs = there.filter(([, { within }]) => within === undefined);
  const tab = shown?.within ?? part;
  return (
    <>
      <ScreenHeading title={words.admin.title} className={classes.title} />
      {may.releases && part !== "changes" ? <Unpublished /> : null}
      <Tabs id={TABS} value={tab} className={classes.tabs} onChange={go}>
        {isPhone ? (
          <NativeSelect
            className={classes.parts ?? ""}
            aria-label={words.admin.part}
            value={tab}
            data={tabs.map(([id, { title }]) => ({ value: id, label: title }))}
            onChange={({ currentTarget: { value } }) => go(value)}
          />
        ) : (
          <Tabs.List>
            {tabs.map(([id, { title }]) => (
              <Tabs.Tab key={id} value={id}>
                {title}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        )}
        <div key={part} className={classes.panel} {...(isPhone ? {} : panelOf(tab))}>
          {shown ? shown.show(item) : <Empty icon="lock" title={words.admin.forbidden} />}
        </div>
      </Tabs>
    </>
  );
}

/** Names the tabs, whose panel is ours: it stays where it is when a phone is turned. */
const TABS = "administration";

function panelOf(part: string) {
  return {
    role: "tabpanel",
    id: `${TABS}-panel-${part}`,
    "aria-labelledby": `${TABS}-tab-${part}`,
  };
}

/** Releases for all who read them, and moving the cases of one for those who publish. */
function ReleasesPart({ item }: { readonly item: string | undefined }) {
  const mayPublish = useMay("release.publish");
  if (!mayPublish && item !== undefined) return <Empty icon="lock" title={words.admin.forbidden} />;
  return forReleases(<Releases item={item} />);
}

/** A part that is loaded when somebody goes there, with the changes that they have made. */
function forReleases(part: ReactNode): ReactNode {
  return (
    <ChangesProvider>
      <RightsNote />
      <Suspense fallback={<Waiting />}>{part}</Suspense>
    </ChangesProvider>
  );
}
