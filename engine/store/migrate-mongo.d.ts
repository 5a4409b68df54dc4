/** The part of migrate-mongo 14 that we use; it comes without types. */
declare module "migrate-mongo" {
  /** Settings of the process; there is one set of them for all. */
  export const config: {
    set(settings: {
      readonly migrationsDir: string;
      readonly changelogCollectionName: string;
      readonly migrationFileExtension: string;
    }): void;
  };
  /** Runs every migration that the changelog does not name, in the order of their names. @returns those that ran */
  export function up(db: unknown, client: unknown): Promise<string[]>;
  /** Every migration of the folder; `appliedAt` is an ISO instant, or `PENDING`. */
  export function status(
    db: unknown,
  ): Promise<readonly { readonly fileName: string; readonly appliedAt: string }[]>;
}
