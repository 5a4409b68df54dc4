import { CasewrightError, type ProblemPart } from "../protocol/errors.js";
import { faultsOf, inverted, type Mapping, mappingBetween } from "../moving/mapping.js";
import type { MigrationPlanRequest } from "../protocol/migration.js";
import { migrationById, type MigrationDoc } from "../store/migrations.js";
import type { Store } from "../store/store.js";
import { type Ends, endsOf } from "./world-of.js";

/** A migration that can be meant: both its ends, the whole mapping, and the migration that it takes back. */
export type Agreed = {
  readonly ends: Ends;
  readonly mapping: Mapping;
  readonly undone: MigrationDoc | null;
};

/**
 * Checks what somebody asks for, and completes the mapping.
 * @throws CasewrightError invalid_input with a pointer for everything that is wrong
 */
export async function agree(store: Store, asked: MigrationPlanRequest): Promise<Agreed> {
  const { from, to } = asked;
  if (from === to) refuse([{ pointer: "/to", message: "is the release that they follow already" }]);
  const found = await endsOf(store, asked).catch(asUnknown);
  const { source, target, release } = found;
  if (!source || !target || !release)
    throw unknownWorkflow(asked, source === undefined ? from : to);
  const undone = asked.undoes === undefined ? null : await undoneBy(store, asked);
  const back = undone === null ? { states: {}, fields: {} } : inverted(undone.mapping);
  const said = {
    states: { ...known(back.states, source.states), ...asked.states },
    fields: { ...known(back.fields, source.data.properties), ...asked.fields },
  };
  refuse(faultsOf(source, target, said));
  const ends = { source, target, release };
  return { ends, mapping: mappingBetween(source, target, said), undone };
}

function refuse(errors: readonly ProblemPart[]): void {
  if (errors.length > 0) throw new CasewrightError("invalid_input", { errors });
}

/** Of a mapping back what is still there. */
function known<Value>(
  said: { readonly [id: string]: Value },
  things: object,
): { readonly [id: string]: Value } {
  return Object.fromEntries(Object.entries(said).filter(([id]) => Object.hasOwn(things, id)));
}

function asUnknown(error: unknown): never {
  if (!(error instanceof CasewrightError) || error.code !== "not_found") throw error;
  const number = /\d+/.exec(error.details.detail ?? "")?.[0] ?? "";
  throw new CasewrightError("invalid_input", {
    errors: [{ pointer: "/to", message: `There is no release ${number}` }],
  });
}

function unknownWorkflow({ workflow }: MigrationPlanRequest, release: number): CasewrightError {
  const message = `Release ${String(release)} has no workflow “${workflow}”`;
  return new CasewrightError("invalid_input", { errors: [{ pointer: "/workflow", message }] });
}

async function undoneBy(
  store: Store,
  { undoes = "", workflow, from, to }: MigrationPlanRequest,
): Promise<MigrationDoc> {
  const undone = await migrationById(store, undoes);
  if (undone?.workflow === workflow && undone.from === to && undone.to === from) return undone;
  const message = "is no migration that moved these cases the other way";
  throw new CasewrightError("invalid_input", { errors: [{ pointer: "/undoes", message }] });
}
