/** Turns what was typed into numbers, or says in one sentence what was expected. */
import { InvalidArgumentError } from "commander";
import type { Shard } from "../runner/workUnits.js";

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** `5s`, `500ms`, `2m` as milliseconds. */
export function parseBudget(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text);
  const milliseconds = Number(match?.[1]) * (UNITS[match?.[2] ?? ""] ?? NaN);
  if (!(milliseconds > 0)) throw new InvalidArgumentError(`Expected a time like 5s, 500ms or 2m, got \`${text}\`.`);
  return milliseconds;
}

/** A whole number of at least 1. */
export function parseRuns(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) < 1 || !Number.isSafeInteger(Number(text)))
    throw new InvalidArgumentError(`Expected a whole number of at least 1, got \`${text}\`.`);
  return Number(text);
}

/** A whole number of 32 bits, as fast-check's seeds are. */
export function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^-?\d+$/.test(text) || seed < -0x80000000 || seed > 0xffffffff)
    throw new InvalidArgumentError(`Expected a whole number of 32 bits, got \`${text}\`.`);
  return seed;
}

/** The number of a step, as traces count them, as an index. */
export function parseStep(text: string): number {
  return parseRuns(text) - 1;
}

/** `2/3`: the second of three. */
export function parseShard(text: string): Shard {
  const [index = 0, of = 0] = /^\d+\/\d+$/.test(text) ? text.split("/").map(Number) : [];
  if (!(index >= 1 && index <= of && Number.isSafeInteger(of)))
    throw new InvalidArgumentError(`Expected a shard from 1/n to n/n, like 2/3, got \`${text}\`.`);
  return { index, of };
}

/** A path: numbers joined by colons. */
export function parsePath(text: string): string {
  if (!/^\d+(:\d+)*$/.test(text))
    throw new InvalidArgumentError(`Expected numbers joined by colons, like 37:2:0, got \`${text}\`.`);
  return text;
}
