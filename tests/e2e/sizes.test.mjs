// The budget of what is downloaded: the build is within it, and a leak is told with the file that has grown.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { DIST } from "./browser.mjs";

const FOLDER = readdirSync(DIST).find((name) => /^guanxi-[0-9a-f]{16}$/.test(name));
const sizes = (dist) => spawnSync("node", [".ci/sizes.mjs", dist], { encoding: "utf8" });

test("the build is within its budget", { skip: !FOLDER }, () => {
  const { status, stderr } = sizes(DIST);
  assert.equal(status, 0, stderr);
});

for (const [load, file] of [["FIRST LOAD", "guanxi_bg.wasm"], ["rules", "rules.wasm"]]) {
  test(`page code in ${file} beyond the budget fails, and is named`, { skip: !FOLDER }, () => {
    const site = mkdtempSync(join(tmpdir(), "guanxi-sizes-"));
    try {
      cpSync(DIST, site, { recursive: true });
      appendFileSync(join(site, FOLDER, file), randomBytes(300_000));
      const { status, stderr } = sizes(site);
      assert.equal(status, 1);
      assert.match(stderr, new RegExp(`✗ ${load}: .* Grown: ${file.replace(".", "\\.")} by `));
    } finally {
      rmSync(site, { recursive: true, force: true });
    }
  });
}
