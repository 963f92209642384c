import type { EventAxes } from "../models/event/axes.js";
import type { CloseSemantics, QueueAxes } from "../models/queue/axes.js";

/**
 * The axes that a history is about, one text each: `order lifo`; of a close only what is not as usual.
 *
 * @param axes - those that differ from the plain ones
 * @param usualClose - what a close does that declares nothing
 */
export function axesWords(
  axes: Partial<EventAxes & QueueAxes> | undefined,
  usualClose: CloseSemantics,
): readonly string[] {
  return Object.entries(axes ?? {}).flatMap(([axis, value]) => {
    if (axis !== "close") return [value === true ? axis : `${axis} ${String(value)}`];
    return Object.entries(value as Readonly<Record<string, CloseSemantics>>).map(([kind, semantics]) => {
      const unusual = Object.entries(semantics).filter(
        ([name, answer]) => answer !== usualClose[name as keyof CloseSemantics],
      );
      return [kind, ...unusual.map(([name, answer]) => `${name} ${answer}`)].join(" with ");
    });
  });
}
