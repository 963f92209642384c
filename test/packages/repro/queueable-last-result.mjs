// queueable 5.3.2: a LastResult ignores every second push after the first.
import { LastResult } from "queueable";

const result = new LastResult();
const pulled = [];
for (const value of [1, 2, 3, 4, 5]) {
  void result.push(value); // "Overwrite the previously pushed value."
  pulled.push(`pushed ${value}, pulled ${(await result.next()).value}`);
}
console.log(pulled.join("; "));
