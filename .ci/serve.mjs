// A static file server for dist/: `node .ci/serve.mjs [folder] [port]`. The tests import it as well.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};
const HASHED = /-[0-9a-f]{8,}(_bg)?\.\w+$|\/guanxi-[0-9a-f]{16}\//;

/** The file under `folder` that a request path names, or null when it leads out of it. */
function target(folder, path) {
  const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
  return file.startsWith(folder + sep) ? file : null;
}

async function answer(folder, prefix, request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const file = path.startsWith(prefix) && target(folder, path.slice(prefix.length - 1));
  const info = file ? await stat(file).catch(() => null) : null;
  if (!info?.isFile()) return response.writeHead(404).end("Not found");
  response.writeHead(200, {
    "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
    "Content-Length": info.size,
    "Cache-Control": HASHED.test(file) ? "public, max-age=31536000, immutable" : "no-cache",
    "X-Content-Type-Options": "nosniff",
  });
  if (request.method === "HEAD") return response.end();
  createReadStream(file).pipe(response);
}

/**
 * Serves `folder` on the loopback address under `prefix`; resolves with the server and the page's address. `first(request, response)`
 * may answer in its place, and then says so: the stories' hosts that are wrong.
 */
export function serve(folder, { port = 0, prefix = "/", first = () => false } = {}) {
  const root = normalize(folder).replace(/[\\/]+$/, "");
  const server = createServer((request, response) => {
    if (first(request, response)) return;
    answer(root, prefix, request, response).catch(() => response.writeHead(400).end("Bad request"));
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      resolve({ server, url: `http://127.0.0.1:${server.address().port}${prefix}` });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = "dist", port = "8080"] = process.argv.slice(2);
  serve(folder, { port: Number(port) }).then(
    ({ url }) => console.log(`关系簿 is at ${url} (Ctrl+C stops it)`),
    (error) => {
      const used = error.code === "EADDRINUSE";
      console.error(used ? `✗ Port ${port} is in use: run it with another one, for example make run PORT=8090.` : `✗ ${error.message}`);
      process.exitCode = 1;
    },
  );
}
