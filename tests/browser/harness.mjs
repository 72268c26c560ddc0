// What the tests in a browser have in common: one browser for each file of tests, and for each test a page of its own
// that fails the test at any mistake in the console, any request that fails and any breach of the page's policy.
//
// `make browser` sets the environment: RAPPORT_URL, where a server with demo data is; RAPPORT_LOGINS, who may sign in;
// RAPPORT_MODULES, where npm's packages are; RAPPORT_SCREENSHOTS, a folder for pictures of tests that fail. What else is
// in the environment, such as RAPPORT_REAL_DATA, comes through.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";

const environment = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: these tests are started by make browser`);
  return value;
};
const require = createRequire(join(environment("RAPPORT_MODULES"), "of-tests.js"));
const { chromium } = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const pictures = environment("RAPPORT_SCREENSHOTS");
const logins = JSON.parse(environment("RAPPORT_LOGINS"));

/** Where the server is, without a slash at the end. */
export const url = environment("RAPPORT_URL");
/** Both languages of the application. */
export const languages = ["en", "zh-CN"];
/** Both themes. */
export const themes = ["light", "dark"];

/** Whoever comes without a session is told so once, when the application asks whether there is one. */
const ALWAYS_EXPECTED = [/\/api\/v1\/auth\/refresh\b.*\b401\b|\b401\b.*\/api\/v1\/auth\/refresh\b/s];

let launched;

/** The browser. */
export const browser = async () => {
  launched ??= chromium.launch({
    executablePath: process.env.RAPPORT_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
  return launched;
};

after(async () => (await launched)?.close());

/**
 * A new page as a person has it before them: `language` (en, zh-CN), `theme` (light, dark), `density`, `width`,
 * `height`. Nothing moves in it, and it remembers nothing of other pages.
 */
export const open = async (options = {}) => {
  const { language = "en", theme = "light", density, width = 1440, height = 900 } = options;
  const context = await (await browser()).newContext({
    baseURL: url,
    viewport: { width, height },
    locale: language,
    colorScheme: theme,
    reducedMotion: "reduce",
    timezoneId: "Asia/Shanghai",
  });
  await context.addInitScript(
    ({ language, theme, density }) => {
      localStorage["rapport.language"] ??= language;
      localStorage["rapport.theme"] ??= theme;
      if (density) localStorage["rapport.density"] ??= density;
      addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
        console.error(`policy: ${effectiveDirective} refused ${blockedURI}`),
      );
    },
    { language, theme, density },
  );
  return context.newPage();
};

/** Gathers everything that goes wrong on a page, from now on. */
const watch = (page) => {
  const wrong = [];
  page.on("console", (message) => {
    if (message.type() === "error") wrong.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => wrong.push(`script: ${error.stack ?? error}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // A page that is left lets go of what it has not got yet.
    if (why !== "net::ERR_ABORTED") wrong.push(`request: ${request.method()} ${request.url()}: ${why}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) {
      wrong.push(`response: ${response.request().method()} ${response.url()}: ${response.status()}`);
    }
  });
  page.on("request", (request) => {
    if (request.url().endsWith("/csp-report")) wrong.push(`policy: ${request.postData()}`);
  });
  return wrong;
};

/** The most milliseconds of a test that does not say how long it takes. */
const TIMEOUT = 120_000;

/**
 * A test on a page of its own, opened with `options` (see `open`), which may also say why to `skip` it, and after how
 * many milliseconds it has failed: `timeout`. `run` gets the page and `expect`: a mistake whose text matches a pattern
 * given to it fails no test.
 */
export const browse = (name, options, run) =>
  test(name, { skip: options.skip, timeout: options.timeout ?? TIMEOUT }, async () => {
    const page = await open(options);
    const wrong = watch(page);
    const expected = [...ALWAYS_EXPECTED];
    try {
      await run(page, { expect: (pattern) => expected.push(pattern) });
      const left = wrong.filter((text) => !expected.some((pattern) => pattern.test(text)));
      assert.deepEqual(left, [], "nothing goes wrong on the page");
    } catch (error) {
      mkdirSync(pictures, { recursive: true });
      const file = join(pictures, `${name.replace(/[^\p{L}\p{N}]+/gu, "-")}.png`);
      await page.screenshot({ path: file, timeout: 5000 }).catch(() => {});
      console.error(`The page looked like ${file}.`, ...wrong);
      throw error;
    } finally {
      await page.context().close();
    }
  });

/** Goes to a path and waits until the application is there. */
export const visit = async (page, path) => {
  const response = await page.goto(path);
  await page.locator("#boot").waitFor({ state: "detached" });
  await page.evaluate(() => document.fonts.ready);
  return response;
};

/** Signs in as the first of the demo's people whose role begins with these words, such as `sales rep`. */
export const signIn = async (page, role) => {
  const login = logins.find((login) => login.role.toLowerCase().startsWith(role.toLowerCase()));
  assert.ok(login, `the demo has a ${role}`);
  await page.goto("/docs/errors");
  const status = await page.evaluate(async ({ email, password }) => {
    const body = JSON.stringify({ email, password, client: "browser" });
    const headers = { "content-type": "application/json", "x-requested-with": "rapport" };
    return (await fetch("/api/v1/auth/login", { method: "POST", headers, body })).status;
  }, login);
  assert.equal(status, 200, `${login.email} signs in`);
  return login;
};

/** A few letters that no other test uses. */
export const unique = () => Math.random().toString(36).slice(2, 8);

/** Sends a request to the API as the one who is signed in on the page. */
export const api = (page, method, path, body, headers = {}) =>
  page.evaluate(
    async ({ method, path, body, headers }) => {
      const json = { "content-type": "application/json", "x-requested-with": "rapport" };
      const token = await fetch("/api/v1/auth/refresh", { method: "POST", headers: json, body: "{}" });
      const { access_token } = await token.json();
      const answer = await fetch(`/api/v1/${path}`, {
        method,
        headers: { ...json, ...headers, authorization: `Bearer ${access_token}` },
        body: body && JSON.stringify(body),
      });
      return answer.status === 204 ? null : answer.json();
    },
    { method, path, body, headers },
  );

/** What axe finds wrong on the page as it is, one line for each element; `options` are those of `axe.run`. */
export const axe = async (page, options = {}) => {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate((options) => axe.run(document, options), options);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const [, ...reasons] = failureSummary.split("\n");
      return `${id} at ${target.join(" ")}: ${help} (${reasons.map((reason) => reason.trim()).join("; ")})`;
    }),
  );
};

/** Fails with what axe finds wrong. */
export const accessible = async (page, options) => assert.deepEqual(await axe(page, options), [], "axe finds nothing");

/** Fails if the page or what it shows can be scrolled, or is cut off, to the side. */
export const fits = async (page) => {
  const [wide, there] = await page.evaluate(() => {
    const parts = [document.documentElement, ...document.querySelectorAll("main, main > *")];
    return [Math.max(...parts.map((part) => part.scrollWidth)), innerWidth];
  });
  assert.ok(wide <= there, `the page is ${wide} wide where ${there} are there`);
};
