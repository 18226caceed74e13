// Two minutes of torture with a seed that stays, so that a rerun repeats; `make torture` goes on longer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { serveDist } from "./browser.mjs";
import { told, torture } from "./torture.mjs";

const SEED = Number(process.env.SEED ?? 20261126);

test(`nothing that was said to be saved is lost, seed ${SEED}`, { timeout: 400_000 }, async (context) => {
  const { server, url } = await serveDist();
  try {
    const result = await torture({ url, seed: SEED, minutes: 2 });
    context.diagnostic(told(result));
    assert.equal(result.failure, undefined, `again: make torture SEED=${SEED}`);
    assert.deepEqual(result.losses, [], `again: make torture SEED=${SEED}`);
    const { saves, faults, kills, wipes, damages } = result.counts;
    assert.ok(Math.min(saves, faults, kills, wipes, damages) > 0, "each of them was tried");
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
