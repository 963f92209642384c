/** What `async-tck` means in an adapter file: this very copy. Built, it lies beside the worker. */
export async function runningKit(): Promise<Readonly<Record<string, unknown>>> {
  const own = (name: string): Promise<unknown> => import(new URL(`./${name}.js`, import.meta.url).href);
  return {
    "async-tck": await own("index"),
    "async-tck/asyncio": await own("asyncio"),
    "async-tck/cpython": await own("cpython"),
  };
}
