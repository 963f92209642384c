import type { Preset } from "../models/catalog.js";
import type { SmallestWrong } from "./smallestWrong.js";

export const smallestWrongHistories: Readonly<Record<Preset, Readonly<Record<string, SmallestWrong>>>> = {
  contract: {},
  fifo: {},
  asyncio: {},
};
