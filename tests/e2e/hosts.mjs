// A host of a story's own, since what a service worker fetches is no page's request.
import { serve } from "../../.ci/serve.mjs";
import { DIST } from "./browser.mjs";

/** Runs `body` with the address of a host of `site` and the paths it was asked for; `wrong(path, response)` says so where it answers itself. */
export async function hosted({ site = DIST, wrong }, body) {
  const asked = [];
  const first = (request, response) => {
    const path = request.url.split("?")[0];
    asked.push(path);
    return Boolean(wrong(path, response));
  };
  const { server, url } = await serve(site, { first });
  try {
    await body({ url, asked });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
