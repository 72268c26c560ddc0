// The first screen and the reports: every figure is the API's, and opens exactly what was counted.

import assert from "node:assert/strict";
import { accessible, browse, fits, languages, signIn, themes, url, visit } from "./harness.mjs";

/** Calls the API as somebody who signed in: `api(path)` reads, `api(path, body)` sends. */
const calling = async ({ email, password }) => {
  const send = async (path, { method = "GET", body, ...headers } = {}) => {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: body && JSON.stringify(body),
    });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${answer.ok || (await answer.text())}`);
    return answer.status === 204 ? undefined : answer.json();
  };
  const { access_token } = await send("auth/login", { method: "POST", body: { email, password } });
  return (path, options = {}) => send(path, { authorization: `Bearer ${access_token}`, ...options });
};

/** An amount as the page writes it. */
const money = (page, amount, currency = "CNY") =>
  page.evaluate(
    ([amount, currency]) => new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency }).format(amount),
    [amount, currency],
  );

/** The figure with this name, once it is there. */
const figure = (page, name) => page.locator("a.figure", { has: page.getByText(name, { exact: false }).first() });
const label = (page, text) => page.locator("a.figure").filter({ has: page.locator(".figure-label", { hasText: text }) });
const full = async (locator) => (await locator.locator(".figure-value").getAttribute("title")) ?? "";

/** How many records the list says it has. */
const listed = async (page) => {
  await page.locator(".list-page").waitFor();
  const text = page.locator(".pager-text");
  await page.waitForFunction(() => /\d/.test(document.querySelector(".pager-text")?.textContent ?? ""));
  return Number(/of (?:more than )?([\d,]+)/.exec(await text.innerText())?.[1].replaceAll(",", ""));
};

const sum = (rows, member) => rows.reduce((sum, row) => sum + BigInt(row[member].replace(".", "")), 0n);
const decimal = (cents) => `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;

for (const period of ["this_quarter", "last_year"]) {
  for (const whose of ["all", "branch"]) {
    browse(`shows the figures of the API: ${whose}, ${period}`, {}, async (page) => {
      const api = await calling(await signIn(page, "sales director"));
      const branches = (await api("branches?limit=200")).data;
      const branch = branches.find(({ name }) => name.includes("北京")) ?? branches[0];
      const [scope, filter] = whose === "all" ? ["all", ""] : [`branch:${branch.id}`, `branch_id=${branch.id}`];
      await visit(page, `/?period=${period}&scope=${scope}`);
      const closed = (await api(`analytics/performance?by=none&period=${period}&${filter}`)).rows[0];
      const forecast = (await api(`analytics/forecast?${filter}`)).rows;
      const won = label(page, "Won");
      await won.waitFor();
      await label(page, "Weighted pipeline").waitFor();
      const open = page.locator("a.figure").filter({ hasText: "Open pipeline" });
      assert.equal(await full(won.last()), await money(page, closed.won_amount));
      assert.equal(await full(open), await money(page, decimal(sum(forecast, "amount"))));
      assert.equal(await full(label(page, "Weighted pipeline")), await money(page, decimal(sum(forecast, "weighted_amount"))));
      const rate = label(page, "Win rate");
      const percent = closed.win_rate === null ? "—" : `${Math.round(Number(closed.win_rate) * 1000) / 10}%`;
      assert.equal(await rate.locator(".figure-value").innerText(), percent);

      const count = forecast.reduce((sum, row) => sum + row.count, 0);
      if (count > 0) {
        await open.click();
        assert.equal(await listed(page), count);
        await page.goBack();
      }
      if (closed.won_count > 0) {
        await won.last().click();
        assert.equal(await listed(page), closed.won_count);
      }
    });
  }
}

browse("shows a chart as a table, whose rows open what they count", {}, async (page) => {
  const api = await calling(await signIn(page, "sales director"));
  await visit(page, "/analytics/funnel");
  const { rows, currency } = await api("analytics/funnel");
  const card = page.locator(".card").filter({ hasText: "Open deals by stage" }).first();
  await card.locator("plot-chart svg").waitFor();
  await card.getByRole("button", { name: /as a table/ }).click();
  const table = card.getByRole("table");
  await table.waitFor();
  for (const row of rows) {
    const line = table.getByRole("row").filter({ hasText: row.label });
    assert.ok((await line.innerText()).includes(await money(page, row.amount, currency)), row.label);
  }
  const some = rows.find(({ count }) => count > 0);
  await table.getByRole("row").filter({ hasText: some.label }).getByRole("link").click();
  assert.equal(await listed(page), some.count);
});

browse("opens what a mark counts", {}, async (page) => {
  const api = await calling(await signIn(page, "sales director"));
  await visit(page, "/analytics/loss-reasons?period=last_year");
  const { rows } = await api("analytics/loss-reasons?period=last_year");
  const bars = page.locator('plot-chart svg path[fill="rgb(200,128,13)"]');
  await bars.first().waitFor();
  assert.equal(await bars.count(), rows.length);
  await bars.first().click();
  assert.equal(await listed(page), rows[0].count);
});

browse("compares owners, and orders them", {}, async (page) => {
  const api = await calling(await signIn(page, "sales director"));
  await visit(page, "/analytics/performance?period=last_year");
  const { rows, currency } = await api("analytics/performance?by=owner&period=last_year");
  const table = page.locator(".card[data-flush] table");
  await table.waitFor();
  const names = () => table.locator("tbody th").allInnerTexts();
  assert.deepEqual(await names(), rows.map(({ label }) => label));
  assert.ok((await table.locator("tbody tr").first().innerText()).includes(await money(page, rows[0].won_amount, currency)));
  await table.getByRole("button", { name: "Lost" }).click();
  const lost = (await table.locator("tbody tr td:nth-child(4)").allInnerTexts()).map(Number);
  assert.deepEqual(lost, lost.toSorted((one, other) => other - one));
  await page.getByLabel("Compare by").selectOption("source");
  await page.waitForURL(/by=source/);
  await table.getByRole("link", { name: "Referral" }).waitFor();
});

browse("keeps period, scope and filters from report to report", {}, async (page) => {
  await signIn(page, "sales director");
  await visit(page, "/analytics/won?period=last_year&source=referral");
  await page.getByRole("button", { name: /Source is Referral/ }).first().waitFor();
  await page.getByRole("navigation", { name: "Reports" }).getByRole("link", { name: "Loss reasons" }).click();
  await page.waitForURL(/loss-reasons\?period=last_year&source=referral$/);
  assert.equal(await page.getByLabel("Period").inputValue(), "last_year");
  await page.getByLabel("Period").selectOption("this_month");
  await page.waitForURL(/period=this_month/);
  await page.goBack();
  await page.waitForURL(/period=last_year/);
});

browse("is reached by keys, and speaks the other language at once", {}, async (page) => {
  await signIn(page, "sales director");
  await visit(page, "/");
  await page.locator("plot-chart svg").first().waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await page.waitForURL(/\/analytics$/);
  await page.locator("plot-chart svg").first().waitFor();
  await page.locator(".topbar .button").last().click();
  await page.getByRole("menuitemcheckbox", { name: "中文" }).or(page.getByRole("menuitem", { name: "中文" })).first().click();
  await page.getByRole("heading", { level: 1, name: "分析" }).waitFor();
  await page.getByRole("heading", { name: "阶段转化" }).waitFor();
});

browse("ticks a task off, and on again", {}, async (page) => {
  const api = await calling(await signIn(page, "sales rep"));
  const subject = `Ring back ${crypto.randomUUID().slice(0, 8)}`;
  const task = await api("activities", { method: "POST", body: { type: "task", subject, due_at: "2020-01-01T08:00:00Z" } });
  try {
    await visit(page, "/");
    const box = page.getByRole("checkbox", { name: `Done: ${subject}` });
    await box.check();
    await page.getByRole("button", { name: "Undo" }).waitFor();
    assert.ok((await api(`activities/${task.id}`)).done_at);
    await box.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await box.waitFor();
    assert.equal((await api(`activities/${task.id}`)).done_at, null);
  } finally {
    await api(`activities/${task.id}`, { method: "DELETE", "if-match": "*" });
  }
});

for (const language of languages) {
  for (const theme of themes) {
    browse(`can be used by everybody: ${language}, ${theme}`, { language, theme }, async (page) => {
      await signIn(page, "sales director");
      for (const path of ["/", "/analytics/funnel", "/analytics/performance"]) {
        await visit(page, path);
        await page.locator("plot-chart svg").first().waitFor();
        await page.waitForLoadState("networkidle");
        await accessible(page);
      }
    });
  }
}

browse("fits a phone", { width: 390, height: 844, language: "zh-CN" }, async (page) => {
  await signIn(page, "sales director");
  for (const path of ["/", "/analytics/funnel", "/analytics/won", "/analytics/forecast", "/analytics/performance", "/analytics/stages-at"]) {
    await visit(page, path);
    await page.locator("plot-chart svg").first().waitFor();
    await fits(page);
  }
});

browse("does without the script of the charts", {}, async (page, { expect }) => {
  expect(/charts/);
  await page.route("**/charts*.js", (route) => route.abort());
  await signIn(page, "sales director");
  await visit(page, "/analytics/forecast");
  await page.getByRole("table").first().waitFor();
  assert.ok((await page.getByRole("table").count()) >= 2);
});
