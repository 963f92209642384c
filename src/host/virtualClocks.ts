/**
 * The clocks by which a subject may measure, beside `Date`: `performance.now` and `process.hrtime` say what the virtual
 * clock says while a run is active. Who re-arms a timer until a deadline has come would never see it come otherwise.
 * Those of the clock library begin at 0: for who read the real ones before, time would go back.
 */
import process from "node:process";

type Hrtime = typeof process.hrtime;

/** What the clocks say at the start of each run, in milliseconds: more than whoever read them before any run was told. */
const ORIGIN = Math.ceil(performance.now()) + 3_600_000;

const NANOSECONDS = 1_000_000_000n;

/** `performance.now` and `process.hrtime` on a virtual clock. */
export class VirtualClocks {
  private readonly hrtime: Hrtime;
  private realNow: PropertyDescriptor | undefined;
  private realHrtime: Hrtime | undefined;

  /** @param time - what the virtual clock says, in milliseconds */
  constructor(private readonly time: () => number) {
    const bigint = (): bigint => BigInt(Math.round(this.now() * 1_000)) * 1_000n;
    const hrtime = (since: readonly [number, number] = [0, 0]): [number, number] => {
      const passed = bigint() - BigInt(since[0]) * NANOSECONDS - BigInt(since[1]);
      return [Number(passed / NANOSECONDS), Number(passed % NANOSECONDS)];
    };
    this.hrtime = Object.assign(hrtime, { bigint });
  }

  /** Replaces the clocks. */
  install(): void {
    this.realNow = Object.getOwnPropertyDescriptor(performance, "now");
    Object.defineProperty(performance, "now", { value: this.now, configurable: true, writable: true });
    this.realHrtime = process.hrtime;
    process.hrtime = this.hrtime;
  }

  /** Puts back what was there before. */
  uninstall(): void {
    if (!this.realHrtime) return;
    if (this.realNow) Object.defineProperty(performance, "now", this.realNow);
    else Reflect.deleteProperty(performance, "now");
    process.hrtime = this.realHrtime;
    this.realHrtime = undefined;
  }

  private readonly now = (): number => ORIGIN + this.time();
}
