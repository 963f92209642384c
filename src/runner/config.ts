/** What `async-tck.config.ts` may say. */

/** Settings of the command, for a whole project. What is typed on the command line counts before them. */
export interface UserConfig {
  /** Adapter files or globs, relative to the config file: what `async-tck check` without files checks. */
  readonly adapters?: readonly string[];
  /** Judge every adapter under this preset instead of its own. */
  readonly profile?: "contract" | "fifo" | "asyncio";
  /** Seed of every random choice. Default 1. */
  readonly seed?: number;
  /** Random plans for each rule's arbitrary. Default 1000. */
  readonly numRuns?: number;
  /** Time after which the search stops, like "5s", "500ms" or "2m". Default: none. */
  readonly budget?: string;
  /** Threads that share the work. Default 1. */
  readonly workers?: number;
  /** How to tell what came of it, and where: `text`, `json`, `junit=junit.xml`, `github`, `html=report.html`. Default `text`. */
  readonly reporters?: readonly string[];
  /** Exit with 1 also for inconclusive rules and stale deviations. Default false. */
  readonly strict?: boolean;
  /** Pins the rule set where an adapter does not: "1" is the first. */
  readonly rules?: string;
  /** Keep failures beside their adapters and try them first. Default true. */
  readonly failures?: boolean;
  /** The Python interpreter of `async-tck/cpython`, and of adapter files that export a function. */
  readonly python?: string;
}

/**
 * Gives a config its type; answers it unchanged.
 *
 * @example
 *   // async-tck.config.ts
 *   export default defineConfig({ adapters: ["adapters/*.ts"], reporters: ["text", "junit=junit.xml"] });
 */
export function defineConfig(config: UserConfig): UserConfig {
  return config;
}
