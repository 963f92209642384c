/** Separations of what a close does: each field of `CloseSemantics`, everything else as usual. */
import { DEFAULT_CLOSE, type CloseSemantics } from "../../src/models/queue/axes.js";
import { adaptAxisQueue } from "../subjects/adaptAxisQueue.js";
import { axes } from "./axisWords.js";
import { separationsOf, without, type Separation } from "./separation.js";

const fields = Object.keys(DEFAULT_CLOSE) as readonly (keyof CloseSemantics)[];

/** Something that an implementation may do where anything is allowed. */
function deed(field: keyof CloseSemantics, neighbour: string): string {
  const usual = DEFAULT_CLOSE[field];
  return usual === neighbour ? "error" : usual;
}

const close = (field: keyof CloseSemantics, value: string): Partial<CloseSemantics> => ({
  ...DEFAULT_CLOSE,
  [field]: value,
});

export const closeSeparations: readonly Separation[] = fields.flatMap((field) =>
  separationsOf({
    axis: `close.${field}`,
    values: Object.keys(axes[`close.${field}`].values),
    subject: (value, neighbour) => {
      const does = value === "any" ? deed(field, neighbour) : value;
      const profile = { capacities: [1, Infinity] };
      const name = `queue-that-closes-with-${field}-${does}`;
      return without(adaptAxisQueue(name, "fifo", {}, { close: { close: close(field, does) }, profile }), "size");
    },
    declare: (value) => ({ close: { close: close(field, value) } }),
    includedBecause: (_value, neighbour) => (neighbour === "any" ? "`any` allows every answer" : undefined),
  }),
);
