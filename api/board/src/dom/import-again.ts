const ADDRESS = /https?:\S+/;

/**
 * Return a way to load a part of the program that can be asked for again when it did not come.
 *
 * Browsers may keep a failed import by its address; the next one then has another fragment, which the server never sees.
 * The address stands in the error; where a browser does not tell it, the same import is tried.
 */
export function importAgain<T>(load: () => Promise<T>): () => Promise<T> {
  let address: string | null = null;
  let times = 0;
  return async () => {
    try {
      return address ? ((await import(/* @vite-ignore */ `${address}#${++times}`)) as T) : await load();
    } catch (error) {
      address ??= ADDRESS.exec(String(error))?.[0] ?? null;
      throw error;
    }
  };
}
