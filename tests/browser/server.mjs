// Serves a built site as a static host would: files, `index.html` of folders, the headers of
// `_headers`, the last resort of `_redirects` (a 404 page per language). Nothing else: what needs a
// cleverer server would not work offline, or on a USB stick either.
// @ts-check
import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { join, extname, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".xml": "application/xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
};

/**
 * The rules of `_headers`.
 * @typedef {{ match: RegExp, headers: [string, string][] }} HeaderRule
 * @param {string} text
 */
function headerRules(text) {
  /** @type {HeaderRule[]} */
  const rules = [];
  for (const line of text.split("\n")) {
    if (!line.trim() || line.startsWith("#")) continue;
    if (!/^\s/.test(line)) rules.push({ match: pattern(line.trim()), headers: [] });
    else {
      const at = line.indexOf(":");
      rules.at(-1)?.headers.push([line.slice(0, at).trim(), line.slice(at + 1).trim()]);
    }
  }
  return rules;
}

/** `_redirects`, without the rules that ask for the reader's language or country. */
function redirectRules(text) {
  return text
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([from, to, , condition]) => from && !from.startsWith("#") && to && !condition)
    .map(([from, to, status = "301"]) => ({ from: pattern(from), to, status: parseInt(status, 10) }));
}

function pattern(path) {
  const parts = path.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}

async function text(path) {
  return readFile(path, "utf8").catch(() => "");
}

/** The file a path of a request leads to, or nothing. */
async function find(root, path) {
  const full = join(root, normalize(path));
  const what = await stat(full).catch(() => null);
  if (what?.isFile()) return full;
  if (what?.isDirectory()) return find(root, join(path, "index.html"));
  return null;
}

/**
 * Starts serving the folder on a free port of this machine.
 * @param {string} root
 * @returns {Promise<{url: string, port: number, close: () => Promise<void>}>}
 */
export async function serve(root, port = 0) {
  const headers = headerRules(await text(join(root, "_headers")));
  const redirects = redirectRules(await text(join(root, "_redirects")));
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname);
    for (const rule of headers.filter(({ match }) => match.test(path))) {
      for (const [name, value] of rule.headers) response.setHeader(name, value);
    }
    let file = await find(root, path);
    let status = 200;
    if (!file) {
      const rule = redirects.find((one) => one.from.test(path));
      if (rule && rule.status >= 300 && rule.status < 400) {
        response.writeHead(rule.status, { location: rule.to }).end();
        return;
      }
      status = rule?.status ?? 404;
      file = (rule && (await find(root, rule.to))) || (await find(root, "/404.html"));
    }
    if (file && path !== "/" && !path.endsWith("/") && file.endsWith("/index.html") && status === 200) {
      response.writeHead(301, { location: `${path}/` }).end();
      return;
    }
    response.statusCode = status;
    if (!file) return void response.end("not found");
    if (!response.hasHeader("content-type")) {
      response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
    }
    // A service worker may still ask when a test has removed what it was served.
    response.end(await readFile(file).catch(() => "gone"));
  });
  await new Promise((done) => server.listen(port, "127.0.0.1", () => done(undefined)));
  const address = server.address();
  const bound = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { url } = await serve(process.argv[2] ?? "public", Number(process.argv[3] ?? 0));
  console.log(url);
}
