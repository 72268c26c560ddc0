// The application comes up: at its address, at any other, and again; and says so where it cannot.

import assert from "node:assert/strict";
import { accessible, browse, fits, languages, signIn, themes, visit } from "./harness.mjs";

for (const language of languages) {
  for (const theme of themes) {
    browse(`comes up in ${language}, ${theme}`, { language, theme }, async (page) => {
      await visit(page, "/");
      const root = page.locator("html");
      assert.equal(await root.getAttribute("lang"), language);
      assert.equal(await root.getAttribute("data-theme"), theme);
      await accessible(page);
    });
  }
}

browse("comes up at any address, and again", {}, async (page) => {
  await visit(page, "/accounts/0190b0d0-0000-7000-8000-000000000000?tab=deals");
  await page.reload();
  await page.locator("#boot").waitFor({ state: "detached" });
  await accessible(page);
});

browse("comes up on a phone", { width: 390, height: 844, language: "zh-CN" }, async (page) => {
  await visit(page, "/");
  await fits(page);
});

browse("is kept by the browser, but for its page", {}, async (page) => {
  const answers = new Map();
  page.on("response", (response) => answers.set(new URL(response.url()).pathname, response));
  const first = await (await visit(page, "/")).allHeaders();
  assert.equal(first["cache-control"], "no-cache");
  assert.match(first["content-security-policy"], /default-src 'none'/);
  const assets = [...answers].filter(([path]) => path.startsWith("/assets/"));
  assert.ok(assets.length >= 6, [...answers.keys()].join(" "));
  for (const [path, response] of assets) {
    const headers = await response.allHeaders();
    assert.equal(headers["cache-control"], "public, max-age=31536000, immutable", path);
    assert.equal(headers["content-encoding"], path.endsWith(".woff2") ? undefined : "br", path);
  }
  assert.equal(await page.evaluate(() => document.fonts.check("14px 'Inter Variable'")), true);
});

browse("loads nothing twice", {}, async (page) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await visit(page, "/");
  const assets = asked.filter((address) => address.includes("/assets/"));
  assert.deepEqual(assets, [...new Set(assets)]);
});

for (const language of languages) {
  browse(`says in ${language} that it cannot come up`, { language }, async (page, { expect }) => {
    expect(/./);
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto("/");
    const message = page.getByRole("alert");
    await message.waitFor();
    assert.match(await message.innerText(), language === "en" ? /could not be loaded/ : /未能加载/);
    await accessible(page);
    await page.unroute("**/*.wasm");
    await page.getByRole("button").click();
    await page.locator("#boot").waitFor({ state: "detached" });
    await message.waitFor({ state: "detached" });
  });
}

browse("shows the shape of its shell first", { theme: "dark" }, async (page) => {
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/", { waitUntil: "commit" });
  await page.locator("#boot").waitFor();
  await fits(page);
  go();
  await page.locator("#boot").waitFor({ state: "detached" });
});

browse("keeps a session where scripts cannot read it", {}, async (page) => {
  await signIn(page, "sales rep");
  const cookies = await page.context().cookies();
  const session = cookies.find((cookie) => cookie.name.endsWith("_rt"));
  assert.ok(session?.httpOnly && session.secure && session.sameSite === "Strict", JSON.stringify(cookies));
  assert.equal(await page.evaluate(() => document.cookie), "");
  const status = await page.evaluate(async () => {
    const headers = { "content-type": "application/json", "x-requested-with": "rapport" };
    return (await fetch("/api/v1/auth/refresh", { method: "POST", headers, body: "{}" })).status;
  });
  assert.equal(status, 200);
});

browse("says that a piece cannot be loaded, and tries again", {}, async (page, { expect }) => {
  expect(/split_setup|Failed to fetch/);
  await signIn(page, "sales director");
  await visit(page, "/");
  const piece = /split_setup.*\.wasm/;
  await page.route(piece, (route) => route.abort());
  await page.getByRole("navigation").getByRole("link", { name: "Imports" }).click();
  const alert = page.getByRole("main").getByRole("alert");
  await alert.waitFor();
  await page.unroute(piece);
  await alert.getByRole("button").click();
  await page.getByRole("heading", { level: 1, name: "Imports" }).waitFor();
});

browse("loads what a screen needs only when it is opened", {}, async (page) => {
  const pieces = new Set();
  page.on("request", (request) => /split_(\w+)\./.exec(request.url())?.slice(1).forEach((name) => pieces.add(name)));
  await visit(page, "/");
  assert.deepEqual([...pieces], []);
  await signIn(page, "sales director");
  await visit(page, "/");
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.ok(pieces.has("figures") && !pieces.has("setup"), [...pieces].join(" "));
});
