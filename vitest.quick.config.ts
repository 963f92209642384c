import type { ViteUserConfig } from "vitest/config";
import base from "./vitest.config.js";
import { SLOW } from "./vitest.slow.config.js";

/** `npm test`: less than five minutes on two cores; what takes long is `npm run test:slow`. */
const config: ViteUserConfig = {
  ...base,
  test: { ...base.test, exclude: [...(base.test?.exclude ?? []), ...SLOW] },
};

export default config;
