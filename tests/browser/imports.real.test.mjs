// The vendor's four files of the import walk-through, taken in by hand, where RAPPORT_REAL_DATA names a folder that has
// them in `sales-pipeline`; what is there afterwards is what the files say.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { api, browse, signIn, unique } from "./harness.mjs";
import { begin, button, check, field, figure, run } from "./import.mjs";

const folder = process.env.RAPPORT_REAL_DATA;
const skip = folder ? false : "RAPPORT_REAL_DATA does not say where the real files are";
const path = (name) => join(folder, "sales-pipeline", `${name}.csv`);

/** The rows of a file by the names of its columns; none of the files has quotes. */
const rows = (name) => {
  const [head, ...lines] = readFileSync(path(name), "utf8").trim().split(/\r?\n/).map((line) => line.split(","));
  return lines.map((cells) => Object.fromEntries(head.map((column, index) => [column, cells[index]])));
};

/** The line of a field that no column has, added and given its field by its name in the API. */
const add = async (page, name) => {
  await button(page, "Add a field").click();
  const line = page.locator(".import-line").last();
  await line.locator(".import-target select").selectOption(name);
  return line;
};

/** Fills a field by a pattern of columns. */
const fillByPattern = async (page, name, pattern) => {
  const line = await add(page, name);
  await line.getByText("Pattern", { exact: true }).click();
  await line.getByRole("textbox", { name: "Pattern" }).fill(pattern);
  return line;
};

/** Picks a text in a field that searches. */
const pick = async (page, input, text) => {
  await input.fill(text);
  await page.getByRole("option", { name: text, exact: true }).first().click();
};

/** Opens the settings of a line, and tells how its records are found. */
const refer = async (line, { by, missing, within }) => {
  await line.getByRole("button", { name: /^Settings for/ }).click();
  if (by) await line.getByLabel(/is found by$/).selectOption({ label: by });
  if (missing) await line.getByLabel(/^If there is no such/).selectOption({ label: missing });
  if (within) {
    await line.getByLabel("Only among those of").selectOption({ label: within[0] });
    await line.getByRole("textbox", { name: "Pattern" }).last().fill(within[1]);
  }
};

const lineOf = (page, column) => page.locator(".import-line").filter({ has: field(page, column) });

/** Finds records by these fields, or else makes new ones. */
const upsert = async (page, ...names) => {
  await page.getByRole("radio", { name: /^Update or create/ }).check();
  for (const name of names) await page.locator(".import-match-by").getByLabel(name, { exact: true }).check();
};

/** Checks and imports, and holds the figures against the rows of the file. */
const bringIn = async (page, name) => {
  await check(page, "Every row is good");
  await run(page, "Import all rows", "Every row is in");
  const [read, created, updated] = [await figure(page, "Rows read"), await figure(page, "Created"), await figure(page, "Found and updated")];
  assert.deepEqual([read, created + updated], [rows(name).length, rows(name).length], name);
  return { created, updated };
};

const countOf = async (page, query) => (await api(page, "GET", `${query}&limit=1&count=exact`)).page.total;

browse("the vendor's files come in whole", { skip, timeout: 900_000 }, async (page) => {
  await signIn(page, "administrator");
  const word = unique();
  const [branch] = (await api(page, "GET", "branches?limit=1")).data;
  const pipeline = await api(page, "POST", "pipelines", { name: `Hardware ${word}`, is_default: false });
  const stages = [["Prospecting", "0.1", "open"], ["Engaging", "0.4", "open"], ["Won", "1", "won"], ["Lost", "0", "lost"]];
  for (const [position, [name, probability, outcome]] of stages.entries()) {
    await api(page, "POST", "stages", { pipeline_id: pipeline.id, name, position, probability, outcome });
  }

  // The people: every regional office is a department of one branch.
  await begin(page, "user", path("sales_teams"));
  await field(page, "sales_agent").selectOption("name");
  await field(page, "manager").selectOption("");
  await field(page, "regional_office").selectOption("department_id");
  await refer(lineOf(page, "regional_office"), { missing: "Create it", within: ["Branch", branch.name] });
  await fillByPattern(page, "email", `{sales_agent|slug}@${word}.example.com`);
  await pick(page, (await add(page, "role_ids")).getByRole("combobox", { name: "Fixed value" }), "销售代表");
  await (await add(page, "language")).locator(".import-source select").selectOption("en");
  await pick(page, (await add(page, "time_zone")).getByRole("combobox", { name: "Fixed value" }), "America/New_York");
  await bringIn(page, "sales_teams");
  const agents = [...new Set(rows("sales_teams").map((row) => row.sales_agent))];
  const emails = agents.map((name) => `${name.toLowerCase().replaceAll(/[^a-z]+/g, "-")}@${word}.example.com`);
  assert.equal(await countOf(page, `users?email__in=${emails.join(",")}`), agents.length);

  // The products.
  await begin(page, "product", path("products"));
  await field(page, "series").selectOption("category_id");
  await refer(lineOf(page, "series"), { missing: "Create it" });
  await field(page, "sales_price").selectOption("list_price");
  await fillByPattern(page, "code", `${word.toUpperCase()}-{product|slug|upper}`);
  await pick(page, (await add(page, "currency")).getByRole("combobox", { name: "Fixed value" }), "USD · US Dollar");
  await bringIn(page, "products");
  const products = (await api(page, "GET", `products?code__prefix=${word.toUpperCase()}&limit=200`)).data;
  assert.deepEqual(
    products.map(({ name, list_price }) => [name, Number(list_price)]).sort(),
    rows("products").map(({ product, sales_price }) => [product, Number(sales_price)]).sort(),
  );

  // The accounts: parents may stand further down than those who name them.
  await begin(page, "account", path("accounts"));
  await field(page, "sector").selectOption("industry");
  await field(page, "year_established").selectOption("founded_year");
  await field(page, "subsidiary_of").selectOption("parent_id");
  assert.deepEqual(
    [await field(page, "revenue").inputValue(), await field(page, "office_location").inputValue()],
    ["annual_revenue", "country"],
  );
  await refer(lineOf(page, "subsidiary_of"), { missing: "Create it" });
  const parents = lineOf(page, "subsidiary_of");
  await parents.locator(".import-create select").selectOption("type");
  await parents.locator(".import-create-with").getByRole("textbox").fill("customer");
  await lineOf(page, "revenue").getByRole("button", { name: /^Settings for/ }).click();
  await lineOf(page, "revenue").getByLabel("Multiply by").fill("1000000");
  await page.getByRole("button", { name: "Unknown values: 2" }).click();
  await pick(page, page.getByLabel("Read Philipines as"), "Philippines");
  await pick(page, page.getByLabel("Read Korea as"), "South Korea");
  await (await add(page, "type")).locator(".import-source select").selectOption("customer");
  await pick(page, (await add(page, "currency")).getByRole("combobox", { name: "Fixed value" }), "USD · US Dollar");
  await upsert(page, "Name");
  await bringIn(page, "accounts");
  const names = rows("accounts").map(({ account }) => account);
  const accounts = (await api(page, "GET", `accounts?name__in=${names.map(encodeURIComponent).join(",")}&limit=200`)).data;
  const nameOf = Object.fromEntries(accounts.map(({ id, name }) => [id, name]));
  assert.deepEqual(
    accounts.map((it) => [it.name, Math.round(it.annual_revenue / 1e4), it.employees, it.founded_year, nameOf[it.parent_id] ?? ""]).sort(),
    rows("accounts")
      .map((it) => [it.account, Math.round(it.revenue * 100), Number(it.employees), Number(it.year_established), it.subsidiary_of])
      .sort(),
  );

  // The deals.
  await begin(page, "opportunity", path("sales_pipeline"));
  assert.equal(await field(page, "account").inputValue(), "account_id");
  assert.equal(await field(page, "deal_stage").inputValue(), "stage_id");
  await refer(lineOf(page, "deal_stage"), { within: ["Pipeline", pipeline.name] });
  await field(page, "engage_date").selectOption("started_on");
  await field(page, "close_date").selectOption("closed_on");
  await field(page, "close_value").selectOption("amount");
  await fillByPattern(page, "name", "{product} {opportunity_id}");
  await fillByPattern(page, "external_ids", `${word}:{opportunity_id}`);
  await refer(await fillByPattern(page, "owner_id", `{sales_agent|slug}@${word}.example.com`), { by: "E-mail" });
  await pick(page, (await add(page, "currency")).getByRole("combobox", { name: "Fixed value" }), "USD · US Dollar");
  await upsert(page, "External ids");
  const { created } = await bringIn(page, "sales_pipeline");
  const deals = rows("sales_pipeline");
  assert.equal(created, deals.length);
  const known = (await api(page, "GET", `stages?pipeline_id=${pipeline.id}`)).data;
  for (const { id, name } of known) {
    const expected = deals.filter(({ deal_stage }) => deal_stage === name).length;
    assert.equal(await countOf(page, `opportunities?stage_id=${id}`), expected, name);
  }
  await page.locator("a.figure").click();
  await page.getByText(`of ${new Intl.NumberFormat("en").format(deals.length)}`).waitFor();
});
