// Lists as files: what a user chooses, what is in the file, and the way of long lists.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { accessible, api, browse, fits, signIn, unique, visit } from "./harness.mjs";

const rows = (page) => page.locator("tbody tr[data-row]");
const dialog = (page) => page.getByRole("dialog");
const button = (place, name) => place.getByRole("button", { name, exact: true });

/** Opens the dialog from the toolbar. */
const open = async (page, name = "Export") => {
  await button(page.locator(".list-toolbar"), name).click();
  await dialog(page).locator("form").waitFor();
};

/** What is downloaded when the button is pressed: its name and its bytes. */
const download = async (page, press) => {
  const [download] = await Promise.all([page.waitForEvent("download"), press.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
};

/** The cells of a CSV file without quoted commas, row by row. */
const cells = (bytes) => {
  const text = bytes.toString("utf8");
  assert.ok(text.startsWith("\ufeff"), "spreadsheets are told of UTF-8");
  return text.slice(1).trimEnd().split("\n").map((line) => line.split(","));
};

for (const [language, theme, name] of [["en", "light", "Export"], ["zh-CN", "dark", "导出"]]) {
  browse(`the dialog of exports is accessible in ${language}, ${theme}`, { language, theme }, async (page) => {
    await signIn(page, "sales director");
    await visit(page, "/accounts?view=all");
    await rows(page).first().waitFor();
    await open(page, name);
    await accessible(page);
  });
}

browse("a list is exported as it is shown", {}, async (page) => {
  await signIn(page, "sales director");
  await visit(page, "/accounts?type=partner&sort=-name&columns=name,owner_id,city");
  await rows(page).first().waitFor();
  await open(page);
  await page.getByRole("radio", { name: "CSV" }).check();
  const { name, bytes } = await download(page, button(dialog(page), "Export"));
  assert.match(name, /^Accounts \d{4}-\d\d-\d\d\.csv$/);
  const [header, ...file] = cells(bytes);
  assert.deepEqual(header, ["Name", "Owner", "City"]);
  const list = await api(page, "GET", "accounts?type=partner&sort=-name&limit=200&fields=name,owner_id");
  assert.deepEqual(
    file.map(([name, owner]) => [name, owner]),
    list.data.map(({ name, owner_id }) => [name, list.labels[owner_id]]),
  );
  await dialog(page).waitFor({ state: "hidden" });
  await page.getByText(`Saved as ${name}`).waitFor();
});

browse("deals are exported with all columns, as a workbook and in Chinese", { language: "zh-CN" }, async (page) => {
  await signIn(page, "sales director");
  await visit(page, "/opportunities?view=all");
  await rows(page).first().waitFor();
  await open(page, "导出");
  await page.getByRole("radio", { name: "全部列" }).check();
  const workbook = await download(page, button(dialog(page), "导出"));
  assert.match(workbook.name, /\.xlsx$/);
  assert.equal(workbook.bytes.subarray(0, 2).toString(), "PK", "a workbook is an archive");
  await open(page, "导出");
  await page.getByRole("radio", { name: "全部列" }).check();
  await page.getByRole("radio", { name: "CSV" }).check();
  const [header] = cells((await download(page, button(dialog(page), "导出"))).bytes);
  for (const column of ["ID", "金额", "币种", "客户", "客户（ID）"]) assert.ok(header.includes(column), column);
  assert.equal(new Set(header).size, header.length, "each column has a name of its own");
});

/** Lists that have an address. */
const LISTS = ["leads", "accounts", "contacts", "opportunities", "activities", "products", "exchange-rates", "tags",
  "loss-reasons", "users", "roles", "scoring-rules", "lead-mappings", "web-forms"];

browse("every list can be exported with all columns", { timeout: 240_000 }, async (page) => {
  await signIn(page, "administrator");
  for (const path of LISTS) {
    await visit(page, `/${path}`);
    await open(page);
    await page.getByRole("radio", { name: "All columns" }).check();
    await page.getByRole("radio", { name: "CSV" }).check();
    const [header] = cells((await download(page, button(dialog(page), "Export"))).bytes);
    assert.equal(header[0], "ID", path);
    assert.equal(new Set(header).size, header.length, `${path}: each column has a name of its own`);
  }
});

browse("what is selected is exported alone", {}, async (page) => {
  await signIn(page, "sales director");
  await visit(page, "/accounts?view=all&sort=name&columns=name");
  await rows(page).first().waitFor();
  const boxes = page.getByRole("checkbox", { name: "Select", exact: true });
  await boxes.nth(1).check();
  await boxes.nth(3).check();
  await button(page.locator(".bulk-bar"), "Export").click();
  await dialog(page).getByText("The 2 selected records").waitFor();
  await page.getByRole("radio", { name: "CSV" }).check();
  const [, ...file] = cells((await download(page, button(dialog(page), "Export"))).bytes);
  const shown = await page.locator("tbody a.record-link").allInnerTexts();
  assert.deepEqual(file.flat(), [shown[1], shown[3]]);
});

browse("there is no way out without the right", {}, async (page) => {
  await signIn(page, "sales rep");
  await visit(page, "/accounts?view=all");
  await rows(page).first().waitFor();
  assert.equal(await page.getByRole("button", { name: "Export" }).count(), 0);
});

browse("the dialog of exports fits a phone", { width: 390, height: 844 }, async (page) => {
  await signIn(page, "sales director");
  await visit(page, "/accounts?view=all");
  await page.locator(".record-card").first().waitFor();
  await open(page);
  await fits(page);
  await accessible(page);
});

browse("a long list is written meanwhile and then downloaded", { timeout: 240_000 }, async (page) => {
  await signIn(page, "sales director");
  await visit(page, "/tags");
  const mark = unique();
  const batches = (operations) =>
    Array.from({ length: Math.ceil(operations.length / 200) }, (_, part) => operations.slice(part * 200, part * 200 + 200));
  const tags = Array.from({ length: 10_001 }, (_, n) => ({ op: "create", body: { name: `${mark} ${n}`, color: "gray" } }));
  const made = [];
  for (const operations of batches(tags)) {
    const { results } = await api(page, "POST", "tags/batch", { atomic: true, operations });
    made.push(...results.map(({ id }) => ({ op: "delete", id })));
  }
  try {
    await visit(page, `/tags?q=${mark}`);
    await rows(page).first().waitFor();
    await open(page);
    await page.getByRole("radio", { name: "CSV" }).check();
    await button(dialog(page), "Export").click();
    const file = dialog(page).locator(".export-file");
    await file.first().waitFor();
    await accessible(page);
    await page.keyboard.press("Escape");
    await open(page);
    await dialog(page).locator(".export-file[data-status=succeeded]").waitFor({ timeout: 60_000 });
    const { name, bytes } = await download(page, button(file, "Download"));
    assert.match(name, /^Tags .*\.csv$/);
    assert.equal(cells(bytes).length, 10_002);
    await button(file, "Delete the export of Tags").click();
    await file.waitFor({ state: "detached" });
  } finally {
    for (const operations of batches(made)) await api(page, "POST", "tags/batch", { atomic: true, operations });
  }
});
