// A minute of the random walk, in two tabs, with a seed that stays, so that a rerun repeats; `make monkey` goes on longer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launch, serveDist } from "./browser.mjs";
import { tell, walk } from "./monkey.mjs";

const SEED = Number(process.env.SEED ?? 20261126);
const TABS = 2;

test(`a random walk with seed ${SEED}`, { timeout: 300_000 }, async (context) => {
  const [browser, { server, url }] = await Promise.all([launch(), serveDist()]);
  try {
    const result = await walk({ browser, url, seed: SEED, minutes: 1, tabs: TABS, log: (line) => context.diagnostic(line) });
    context.diagnostic(`seed ${SEED}: ${result.steps} steps, ${(result.steps / result.seconds).toFixed(1)} a second, ${result.checks} checks`);
    if (result.failure) assert.fail(tell(result, TABS));
    assert.ok(result.checks > 0, "what was saved was compared");
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
});
