/** Throws an error whose message is all there is to read: its stack would only show the kit. */
export function failWith(text: string): never {
  const error = new Error(text);
  error.name = "async-tck";
  error.stack = `${error.name}: ${text}`;
  throw error;
}
