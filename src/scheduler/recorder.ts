import { classifyAnswer, PutItems } from "./classifyAnswer.js";
import { describeValue } from "./describeValue.js";
import { EVENT_WIDTH, EventCode, Field, KIT_OBSERVERS, type History } from "./history.js";
import { AdapterError, OutcomeCode, type OutcomeName, type Subject, type Verb } from "./subject.js";

const NO_DETAILS: ReadonlyMap<number, string> = new Map();
/** Where runs write their events. Runs take turns, so one is enough for all of them. */
const page: number[] = [];

/** The code of an outcome; the usual ones without a look into the table. */
function codeOf(is: OutcomeName): number {
  if (is === "item") return OutcomeCode.item;
  return is === "ok" ? OutcomeCode.ok : OutcomeCode[is];
}

/** Writes down one run as it happens. */
export class Recorder {
  readonly items: PutItems = new PutItems();
  /** Verbs that were seen to be cancellable, as bits; and those that brought a way of their own. */
  cancellable = 0;
  ownCancel = 0;

  private length = 0;
  private isClosed = false;
  private details: Map<number, string> | undefined;

  constructor(private readonly subject: Subject) {}

  /** Records an event without an outcome. Answers its index. */
  add(kind: number, step: number, client: number, verb: number, item: number, manner = 0): number {
    const at = this.length;
    // what comes after the end is nobody's: another run may be writing already
    if (this.isClosed) return 0;
    page[at] = kind;
    page[at + Field.step] = step;
    page[at + Field.client] = client;
    page[at + Field.verb] = verb;
    page[at + Field.outcome] = -1;
    page[at + Field.item] = item;
    page[at + Field.manner] = manner;
    this.length = at + EVENT_WIDTH;
    return at / EVENT_WIDTH;
  }

  /** The event has the outcome that an answer of its verb means. */
  finish(event: number, verb: Verb, isThrown: boolean, answer: unknown, reason: unknown): void {
    if (this.isClosed) return;
    const at = event * EVENT_WIDTH;
    const outcome = classifyAnswer(verb, isThrown, answer, reason, this.items);
    page[at + Field.outcome] = codeOf(outcome.is);
    if (outcome.detail !== undefined) this.addDetail(event, outcome.detail);
    if (outcome.item !== undefined && page[at + Field.item] === -1) page[at + Field.item] = outcome.item;
  }

  /** What became known of an event after it was recorded. */
  setItem(event: number, item: number): void {
    if (!this.isClosed) page[event * EVENT_WIDTH + Field.item] = item;
  }

  /** Marks an event as one whose call threw. */
  markThrown(event: number, detail: string): void {
    if (this.isClosed) return;
    page[event * EVENT_WIDTH + Field.outcome] = OutcomeCode.error;
    this.addDetail(event, detail);
  }

  /** Records quiescence and what every observer says of it. */
  addQuiet(step: number, instance: unknown): void {
    this.add(EventCode.quiet, step, -1, -1, -1);
    const { observers } = this.subject;
    for (let index = 0; index < observers.length; index++) {
      this.add(EventCode.observe, -1, -1, index, this.observe(index, instance));
    }
  }

  /** Records what the kit counted itself. */
  addCount(observer: (typeof KIT_OBSERVERS)[number], value: number): void {
    this.add(EventCode.observe, -1, -1, this.subject.observers.length + KIT_OBSERVERS.indexOf(observer), value);
  }

  /** Nothing is recorded from here on. */
  close(): void {
    this.isClosed = true;
    this.items.close();
  }

  /** The history. Nothing is recorded from here on. Its events are lent: the next run writes over them. */
  history(neverIssued: readonly number[], unhandled: number): History {
    this.close();
    const { cancellable, ownCancel } = this;
    // only where the run before was longer: to set a length costs as much as many an event
    if (page.length > this.length) page.length = this.length;
    const details = this.details ?? NO_DETAILS;
    return { events: page, details, neverIssued, unhandled, cancellable, ownCancel };
  }

  private addDetail(event: number, detail: string): void {
    this.details ??= new Map();
    this.details.set(event, detail);
  }

  private observe(index: number, instance: unknown): number {
    const observer = this.subject.observers[index];
    if (!observer) return -1;
    let value: unknown;
    try {
      value = observer.read(instance);
    } catch (error) {
      const isMissing = instance === undefined || instance === null;
      throw new AdapterError(
        `\`${observer.name}\` of adapter ${this.subject.name} threw ${describeValue(error)}` +
          (isMissing ? `, and \`create\` answered ${String(instance)}: does it return what it makes?` : ""),
      );
    }
    if (typeof value === "boolean") return value ? 1 : 0;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw new AdapterError(
      `Expected \`${observer.name}\` of adapter ${this.subject.name} to answer a finite number or a boolean, ` +
        `got \`${describeValue(value)}\``,
    );
  }
}
