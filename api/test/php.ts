// A real PHP, compiled to WebAssembly, from npm: nobody needs to have one. What it calls `post_message_to_js` for is
// answered here, so that it reaches the network through this process and nothing else.

interface Php {
  onMessage(listener: (message: string) => Promise<string>): unknown;
  run(given: { code: string }): Promise<{ text: string; errors: string; exitCode: number }>;
  exit(): void;
}

// the types of these packages are not to be had for this way of resolving modules
const load = (name: string) => import(name) as Promise<Record<string, unknown>>;

export async function runPhp(code: string, answer: (message: string) => Promise<string>): Promise<string> {
  const { getPHPLoaderModule } = (await load('@php-wasm/node-8-4')) as { getPHPLoaderModule: () => Promise<unknown> };
  const { PHP, loadPHPRuntime } = (await load('@php-wasm/universal')) as {
    PHP: new (runtime: number) => Php;
    loadPHPRuntime: (loader: unknown) => Promise<number>;
  };
  const php = new PHP(await loadPHPRuntime(await getPHPLoaderModule()));
  try {
    php.onMessage(answer);
    const { text, errors, exitCode } = await php.run({ code });
    if (errors || exitCode !== 0) throw new Error(`PHP ended with ${exitCode}: ${errors}${text}`);
    return text;
  } finally {
    php.exit();
  }
}
