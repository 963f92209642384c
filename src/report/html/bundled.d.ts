/** A script or style sheet as a string that stands inside the page: see bundled.config.ts. */
declare module "*?bundled" {
  const text: string;
  export default text;
}
