// Imports: the way of a file into the CRM. Every test makes its file, and has its own words in it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { accessible, api, browse, fits, languages, signIn, themes, unique, visit } from "./harness.mjs";
import { begin, button, check, csv, field, figure, fileInput, fix, onward, refused, run, step } from "./import.mjs";

/** Waits until the focus is on an element that fits. */
const focused = (page, selector) => page.locator(`${selector}:focus`).waitFor();

/** Fails if anything of the step is beside the screen of a phone. */
const fitsPhone = async (page) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await fits(page);
  const beside = await page.locator("main").evaluate((main) => main.scrollWidth - main.clientWidth);
  assert.ok(beside <= 0, `${beside} pixels of the step are beside the screen`);
  await accessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
};

/** The import on the screen, as the API has it. */
const read = (page) => api(page, "GET", `imports/${new URL(page.url()).pathname.split("/").at(-1)}`);

browse("a dropped file becomes records, and refused rows come back to be mended", {}, async (page) => {
  await signIn(page, "sales director");
  const word = unique();
  const file = csv(
    "客户名单.csv",
    "客户,电话,员工人数,城市",
    `海港机械 ${word},+862155501234,120,上海`,
    `,+862155501235,5,苏州`,
    `云帆科技 ${word},+862155501236,很多,杭州`,
  );
  await visit(page, "/imports");
  await page.getByRole("link", { name: "Import a file" }).first().click();
  await button(page, "Continue").click();
  await page.getByText("Choose what the rows become.").waitFor();
  await page.getByText("Choose a file.").waitFor();
  await page.getByLabel("What the rows become").selectOption({ label: "Accounts" });
  const transfer = await page.evaluateHandle(({ name, mimeType, text }) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], name, { type: mimeType }));
    return transfer;
  }, { ...file, text: file.buffer.toString() });
  await page.locator(".file-drop").dispatchEvent("drop", { dataTransfer: transfer });
  await page.locator(".import-preview").getByText(`海港机械 ${word}`).waitFor();
  await button(page, "Continue").click();

  await step(page, "match").waitFor();
  for (const [column, name] of [["客户", "name"], ["电话", "phone"], ["员工人数", "employees"], ["城市", "city"]]) {
    assert.equal(await field(page, column).inputValue(), name, `${column} is known`);
  }
  // A required field that no column has is asked for before the server is.
  await button(page, "Check the rows").click();
  await page.getByRole("alert").getByText("Every record needs these").waitFor();
  await fix(page, "Type", "customer");
  await check(page, "2 of 3 rows would be refused");
  assert.deepEqual(await refused(page), [
    ["3", "客户", "", "客户 is required"],
    ["4", "员工人数", "很多", "员工人数 has the wrong format: not a number such as 1,234.50"],
  ]);
  assert.equal((await api(page, "GET", `accounts?q=${word}`)).data.length, 0, "a check keeps nothing");

  await run(page, "Import 1 of 3 rows", "1 of 3 rows came in");
  assert.deepEqual([await figure(page, "Created"), await figure(page, "Refused")], [1, 2]);
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Download").click()]);
  assert.equal(download.suggestedFilename(), "客户名单-refused.csv");
  const text = await readFile(await download.path(), "utf8");
  assert.match(text, /客户,电话,员工人数,城市,import_row,import_column,import_problem/);

  const mended = text.replace("\n,'+862155501235", `\n青石贸易 ${word},'+862155501235`).replace("很多", "80");
  await page.getByRole("link", { name: "Import the corrected file" }).click();
  await page.getByText("As in the earlier import").waitFor({ state: "attached" });
  await fileInput(page).setInputFiles(csv("mended.csv", mended.trimEnd()));
  await button(page, "Continue").click();
  await check(page, "Every row is good");
  await run(page, "Import all rows", "Every row is in");
  await page.locator("a.figure").click();
  await page.getByRole("heading", { name: "Accounts" }).waitFor();
  await page.locator("tbody").getByText(`云帆科技 ${word}`).waitFor();
  const { data } = await api(page, "GET", `accounts?q=${word}&sort=name`);
  assert.deepEqual(data.map(({ employees }) => employees).sort((a, b) => a - b), [5, 80, 120]);
  assert.ok(data.every(({ type }) => type === "customer"));
});

browse("reasons are in the user's language", { language: "zh-CN" }, async (page) => {
  await signIn(page, "sales director");
  const lines = ["客户,类型,员工人数", `海港 ${unique()},客户,很多`, ",合作伙伴,5", `云帆 ${unique()},贵宾,5`];
  await begin(page, "account", csv("客户.csv", ...lines));
  await onward(page).click();
  await step(page, "check").getByText("共 3 行").or(page.getByText("所有行都会被拒绝")).waitFor();
  assert.deepEqual(await refused(page), [
    ["2", "员工人数", "很多", "员工人数 格式不正确：应为数字，例如 1,234.50"],
    ["3", "客户", "", "客户 必填"],
    ["4", "类型", "贵宾", "类型 不在可选值中：customer, partner, supplier, other"],
  ]);
});

browse("a file of a Chinese spreadsheet is read as it is written", {}, async (page) => {
  await signIn(page, "sales director");
  const word = unique();
  // 客户;类型;城市 and 海港;客户;上海 in GBK.
  const gbk = ["bfcdbba7", ";", "c0e0d0cd", ";", "b3c7cad0", "\n", "baa3b8db", `${word};`, "bfcdbba7", ";", "c9cfbaa3", "\n"];
  const bytes = gbk.map((piece) => (/^([0-9a-f]{4})+$/.test(piece) ? Buffer.from(piece, "hex") : Buffer.from(piece)));
  await begin(page, "account", { name: "客户.csv", mimeType: "text/csv", buffer: Buffer.concat(bytes) });
  assert.equal(await field(page, "城市").inputValue(), "city");
  await check(page, "Every row is good");
  await run(page, "Import all rows", "Every row is in");
  const [account] = (await api(page, "GET", `accounts?q=${word}`)).data;
  assert.deepEqual([account.name, account.type, account.city], [`海港${word}`, "customer", "上海"]);
});

browse("what is no table is refused before it is sent", {}, async (page) => {
  await signIn(page, "sales director");
  await visit(page, "/imports/new?kind=account");
  const choose = (name, bytes) =>
    fileInput(page).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(bytes) });
  await choose("sheet.xlsx", "PK\u0003\u0004\0\0");
  await page.getByText("This is no CSV file").waitFor();
  await choose("twice.csv", "name,city,name\na,b,c\n");
  await page.getByText("two columns with the name name").waitFor();
  await button(page, "Continue").click();
  await step(page, "upload").waitFor();
  await choose("unnamed.csv", "name,,city\na,b,c\n");
  await page.getByText("Column 2 has no name").waitFor();
  await choose("good.csv", "name\tcity\na\tb\n");
  await page.locator(".import-preview th", { hasText: "city" }).waitFor();
  assert.equal(await page.getByLabel("Between the cells").inputValue(), "tab");
  assert.equal(await page.getByRole("alert").count(), 0);
});

browse("a stage that is not there is replaced by one that is", {}, async (page) => {
  await signIn(page, "sales director");
  const word = unique();
  const stages = (await api(page, "GET", "stages?outcome=open&sort=position&limit=200")).data;
  const stage = stages.find(({ name }) => stages.filter((other) => other.name === name).length === 1);
  await begin(page, "opportunity", csv(
    "deals.csv",
    "deal,deal_stage,amount,currency,started on",
    `Crane ${word},${stage.name},1200.50,CNY,2026-01-15`,
    `Winch ${word},洽谈中,"2,000",CNY,2026-02-01`,
  ));
  assert.equal(await field(page, "deal_stage").inputValue(), "stage_id");
  await check(page, "1 of 2 rows would be refused");
  assert.deepEqual(await refused(page), [["3", "deal_stage", "洽谈中", "deal_stage names no record you can see: 洽谈中"]]);
  await button(page, "deal_stage").click();
  const replaced = page.getByLabel("Read 洽谈中 as");
  await replaced.click();
  await replaced.fill(stage.name);
  await page.getByRole("option", { name: stage.name, exact: true }).click();
  await page.getByText("Replacements: 1").waitFor();
  await check(page, "Every row is good");
  await run(page, "Import all rows", "Every row is in");
  const { data } = await api(page, "GET", `opportunities?q=${word}&sort=name`);
  assert.deepEqual(data.map(({ amount, stage_id }) => [amount, stage_id]), [["1200.50", stage.id], ["2000.00", stage.id]]);
});

browse("a template reads the next file of the same shape", {}, async (page) => {
  await signIn(page, "sales director");
  const word = unique();
  await begin(page, "account", csv("first.csv", "who,where", `Quay ${word},Hamburg`));
  await field(page, "who").selectOption("name");
  await field(page, "where").selectOption("city");
  await fix(page, "Type", "supplier");
  await button(page, "Save as a template").click();
  await page.getByRole("dialog").getByLabel("Name").fill(`Suppliers ${word}`);
  await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText(`Template Suppliers ${word} saved`).waitFor();

  await visit(page, "/imports/new");
  await page.getByLabel("Template").selectOption({ label: `Suppliers ${word}` });
  assert.equal(await page.getByLabel("What the rows become").inputValue(), "account", "the template says it");
  await fileInput(page).setInputFiles(csv("second.csv", "where,who", `Rotterdam,Pier ${word}`));
  await button(page, "Continue").click();
  await step(page, "match").waitFor();
  assert.deepEqual([await field(page, "where").inputValue(), await field(page, "who").inputValue()], ["city", "name"]);
  await check(page, "Every row is good");
  await run(page, "Import all rows", "Every row is in");
  const [account] = (await api(page, "GET", `accounts?q=${word}`)).data;
  assert.deepEqual([account.name, account.city, account.type], [`Pier ${word}`, "Rotterdam", "supplier"]);

  await visit(page, "/imports");
  const row = page.getByRole("listitem").filter({ hasText: `Suppliers ${word}` });
  await row.getByRole("button", { name: "Delete the template" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete the template" }).click();
  await row.waitFor({ state: "detached" });
});

browse("records are found again and updated, or refused", {}, async (page) => {
  await signIn(page, "sales director");
  const word = unique();
  const account = await api(page, "POST", "accounts", { name: `Dock ${word}`, type: "customer" });
  await begin(page, "account", csv("again.csv", "name,city", `Dock ${word},Lübeck`, `Mole ${word},Kiel`));
  await page.getByRole("radio", { name: /^Update Changes/ }).check();
  await button(page, "Check the rows").click();
  await page.getByText("Choose the fields by which a row finds its record.").waitFor();
  await page.getByLabel("Name", { exact: true }).check();
  await check(page, "1 of 2 rows would be refused");
  assert.deepEqual((await refused(page))[0].slice(0, 3), ["3", "name", `Mole ${word}`]);
  await run(page, "Import 1 of 2 rows", "1 of 2 rows came in");
  assert.equal(await figure(page, "Found and updated"), 1);
  assert.equal(await page.locator("a.figure").count(), 0, "no list has what was updated");
  assert.equal((await api(page, "GET", `accounts/${account.id}`)).city, "Lübeck");
});

browse("an import is left, stopped, found again and goes on", {}, async (page) => {
  await signIn(page, "sales director");
  const word = unique();
  const lines = Array.from({ length: 6000 }, (_, index) => `Buoy ${word} ${index},customer`);
  await begin(page, "account", csv(`buoys ${word}.csv`, "name,type", ...lines));
  await button(page, "Check the rows").click();
  await step(page, "check").waitFor();
  await page.getByRole("navigation", { name: "Where you are" }).getByRole("link", { name: "Imports" }).click();
  const row = page.locator("tbody tr").filter({ hasText: `buoys ${word}.csv` });
  await row.getByText("Checked", { exact: true }).waitFor({ timeout: 60_000 });
  await row.getByRole("link").click();
  await button(page, "Import all rows").click();
  await step(page, "run").getByText(/of 6,000 rows/).waitFor();
  await button(page, "Stop").click();
  await page.getByText("The import was stopped.").waitFor();
  const stopped = await read(page);
  assert.equal(stopped.status, "cancelled");
  assert.ok(stopped.done_rows < 6000, "it was stopped on its way");

  await visit(page, "/imports");
  await row.getByText("Stopped", { exact: true }).waitFor();
  await row.getByRole("link").click();
  await button(page, "Go on").click();
  await step(page, "run").getByText(/rows|turn/).first().waitFor();
  await visit(page, "/imports");
  await row.getByText("Done", { exact: true }).waitFor({ timeout: 60_000 });
  await row.getByRole("link").click();
  await step(page, "result").getByText("Every row is in").waitFor();
  assert.equal(await figure(page, "Created"), 6000);
  const { page: info } = await api(page, "GET", `accounts?q=${word}&limit=1&count=exact`);
  assert.equal(info.total, 6000, "no row came in twice");
  await button(page, "Delete").click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByRole("heading", { name: "Imports" }).waitFor();
  await row.waitFor({ state: "detached" });
});

browse("another browser takes an import up", {}, async (page) => {
  await signIn(page, "sales director");
  const file = csv("elsewhere.csv", "name,type,town", `Lock ${unique()},customer,Bremen`);
  await begin(page, "account", file);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await page.getByText("This browser has not seen the file").waitFor();
  await fileInput(page).setInputFiles(file);
  await field(page, "town").selectOption("city");
  // What was chosen is there again after the page was lost.
  await page.reload();
  await field(page, "town").waitFor();
  assert.equal(await field(page, "town").inputValue(), "city");
});

browse("who comes second sees how the import stands", {}, async (page, { expect }) => {
  expect(/412/);
  await signIn(page, "sales director");
  await begin(page, "account", csv("twice.csv", "name,type", `Groyne ${unique()},customer`));
  await check(page, "Every row is good");
  const { id } = await read(page);
  await api(page, "POST", `imports/${id}/actions/start`, {}, { "if-match": "*" });
  await button(page, "Import all rows").click();
  await page.getByText("Somebody changed the record in the meantime.").waitFor();
  await step(page, "result").getByText("Every row is in").waitFor({ timeout: 60_000 });
});

browse("an import is made with the keyboard alone", {}, async (page) => {
  await signIn(page, "sales director");
  const word = unique();
  await visit(page, "/imports");
  const { keyboard } = page;
  /** Goes on by the tabulator until the control of this name has the focus. */
  const reach = async (name) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await keyboard.press("Tab");
      const there = await page.evaluate(() => {
        const { labels, ariaLabel, innerText } = document.activeElement;
        return [ariaLabel, ...[...(labels ?? [])].map((label) => label.innerText), innerText].join("\n");
      });
      if (there.includes(name)) return;
    }
    assert.fail(`the focus never came to ${name}`);
  };
  await reach("Import a file");
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "Import a file" }).waitFor();
  await reach("What the rows become");
  await keyboard.type("Acc");
  await reach("Drop a file here");
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), keyboard.press("Enter")]);
  await chooser.setFiles(csv("keys.csv", "account,type,size", `Jetty ${word},customer,huge`));
  await page.locator(".import-preview").waitFor();
  await reach("Continue");
  await keyboard.press("Enter");
  await step(page, "match").waitFor();
  await focused(page, "h1");
  await reach("Unknown values: 1");
  await keyboard.press("Enter");
  await reach("Leave empty");
  await keyboard.press("Space");
  await reach("Check the rows");
  await keyboard.press("Enter");
  await page.getByText("Every row is good").waitFor();
  await focused(page, "h1");
  await reach("Import all rows");
  await keyboard.press("Enter");
  await page.getByText("Every row is in").waitFor();
  await focused(page, "h1");
  assert.equal((await api(page, "GET", `accounts?q=${word}`)).data[0].size, null);
});

for (const language of languages) {
  for (const theme of themes) {
    browse(`every step is accessible in ${language}, ${theme}`, { language, theme }, async (page) => {
      await signIn(page, "sales director");
      await visit(page, "/imports/new?kind=account");
      await onward(page).click();
      await page.locator("[aria-invalid=true]").first().waitFor();
      await accessible(page);
      await fileInput(page).setInputFiles(csv("a11y.csv", "name,type,size,town", `Weir ${unique()},customer,huge,x`, ",customer,,y"));
      await page.locator(".import-preview").waitFor();
      await accessible(page);
      await fitsPhone(page);
      await onward(page).click();
      await step(page, "match").waitFor();
      await page.locator(".import-strange").click();
      await page.locator(".import-aliases li").first().waitFor();
      await page.locator("section.card").nth(1).locator("header button").click();
      await accessible(page);
      await fitsPhone(page);
      await page.locator(".import-line").last().locator("button").last().click();
      await page.locator(".import-aliases input[type=checkbox]").first().check();
      await onward(page).click();
      await page.locator("[data-step=check] .plain-table tbody tr").first().waitFor();
      await accessible(page);
      await fitsPhone(page);
      await onward(page).click();
      await page.locator("[data-step=result] .plain-table tbody tr").first().waitFor();
      await accessible(page);
      await fitsPhone(page);
      await visit(page, "/imports");
      await page.locator(".import-history tbody tr").first().waitFor();
      await accessible(page);
      await fitsPhone(page);
    });
  }
}
