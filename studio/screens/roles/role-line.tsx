import { Button } from "@mantine/core";
import type { Role } from "../../../engine/definition/organisation.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { rolesWords as say } from "../../words/roles.js";
import admin from "../admin/admin.module.css";
import { changeNames } from "./offered-changes.js";
import classes from "./roles.module.css";

/** One role: what it lets people do, in words, who has it, and the ways to change it. */
export function RoleLine({
  role,
  body,
  people,
  onChange,
  onRemove,
}: {
  readonly role: Role;
  readonly body: ReleaseBody;
  /** Names of those who have it; undefined while nobody may be shown. */
  readonly people: readonly string[] | undefined;
  /** Null where roles are only read. */
  readonly onChange: (() => void) | null;
  readonly onRemove: (() => void) | null;
}) {
  const isHeld = people !== undefined && people.length > 0;
  return (
    <li className={classes.role}>
      <div className={classes.what}>
        <h3>{role.name}</h3>
        <dl className={classes.facts}>
          {factsOf(role, body, people).map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </div>
      {onChange && onRemove ? (
        <div className={classes.buttons}>
          <Button variant="default" aria-label={say.changeOf(role.name)} onClick={onChange}>
            {say.change}
          </Button>
          <Button
            variant="default"
            aria-label={say.removeOf(role.name)}
            disabled={isHeld}
            onClick={onRemove}
          >
            {say.remove}
          </Button>
          {isHeld ? <p className={admin.quiet}>{say.isHeld}</p> : null}
        </div>
      ) : null}
    </li>
  );
}

function factsOf(
  { permissions, queues, changes }: Role,
  body: ReleaseBody,
  people: readonly string[] | undefined,
): readonly (readonly [string, string])[] {
  const named = (id: string) => body.organisation.queues.find((one) => one.id === id)?.name ?? id;
  return [
    [say.may, listed(permissions.map(say.permission), say.mayNothing)],
    [
      say.sees,
      queues.includes("*") ? say.allQueues : listed(queues.map(named), say.noQueues),
    ] as const,
    ...(changes ? [[say.changes, changeNames(changes, body).join(", ")] as const] : []),
    ...(people ? [[say.hasIt, listed(people, say.nobody)] as const] : []),
  ];
}

function listed(names: readonly string[], none: string): string {
  return names.length === 0 ? none : names.join(", ");
}
