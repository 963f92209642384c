// TEMPORARY STUB by the runner's author; to be replaced by the scheduler's author
import type { Subject } from "./subject.js";
export function tableHash(subject: Subject): string {
  return subject.verbs.map((v) => v.name).join();
}
