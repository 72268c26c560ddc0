// Lists and records of any kind, tried with accounts and contacts: what a sales person does all day.

import assert from "node:assert/strict";
import { accessible, api, browse, fits, languages, signIn, themes, unique, visit } from "./harness.mjs";

/** An account of the one who is signed in. */
const account = async (page, fields = {}) => {
  const made = await api(page, "POST", "accounts", { name: `Harbour ${unique()}`, type: "customer", ...fields });
  assert.ok(made.id, JSON.stringify(made));
  return made;
};

const rows = (page) => page.locator("tbody tr[data-row]");
const toast = (page, text) => page.getByText(text).first();

for (const language of languages) {
  for (const theme of themes) {
    browse(`a list and a record are accessible in ${language}, ${theme}`, { language, theme }, async (page) => {
      await signIn(page, "sales rep");
      await visit(page, "/accounts?view=all");
      await rows(page).first().waitFor();
      await accessible(page);
      await rows(page).first().locator("a.record-link").click();
      await page.locator(".timeline-entry").first().waitFor();
      await accessible(page);
    });
  }
}

browse("nobody gets in with a wrong password, and everybody with the right one", {}, async (page, { expect }) => {
  expect(/auth\/login|\b401\b/);
  const { email, password } = await signIn(page, "sales rep");
  await page.context().clearCookies();
  await visit(page, "/contacts");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill("wrong");
  await page.keyboard.press("Enter");
  await page.getByText("E-mail or password is wrong").waitFor();
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Contacts" }).waitFor();
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
  assert.doesNotMatch(kept, /eyJ|token/i, "no token is where scripts find it");
});

browse("a list is filtered, ordered and shared by its address", {}, async (page) => {
  await signIn(page, "sales director");
  await visit(page, "/accounts?view=all");
  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByLabel("Field").selectOption({ label: "Type" });
  await page.getByLabel("Value").selectOption("partner");
  await accessible(page);
  await page.getByRole("button", { name: "Apply" }).click();
  await page.getByRole("button", { name: "Type is Partner", exact: true }).waitFor();
  await page.waitForURL(/type=partner/);
  await page.getByRole("button", { name: "Name", exact: true }).click();
  await page.waitForURL(/sort=name/);
  await page.locator("th[aria-sort=ascending]").waitFor();
  const address = page.url();
  const { page: info } = await api(page, "GET", "accounts?type=partner&count=exact&limit=1");
  await page.getByText(`of ${info.total}`).waitFor();
  await page.goBack();
  await page.waitForURL((url) => !url.search.includes("sort="));
  await visit(page, address);
  await page.getByRole("button", { name: "Type is Partner", exact: true }).waitFor();
  await page.locator("th[aria-sort=ascending]").waitFor();
  assert.equal(await page.locator("tbody").getByText("Customer", { exact: true }).count(), 0);
});

browse("a filter takes an alternative", {}, async (page) => {
  await signIn(page, "sales director");
  await visit(page, "/accounts?type=partner&sort=name");
  await page.getByRole("button", { name: "Type is Partner", exact: true }).click();
  await page.getByRole("button", { name: "Or…" }).click();
  const editor = page.locator(".filter-editor").last();
  await editor.locator("select").nth(0).selectOption({ label: "Type" });
  await editor.locator("select").nth(2).selectOption("supplier");
  await editor.getByRole("button", { name: "Apply" }).click();
  await page.getByRole("button", { name: "Type is Partner or Type is Supplier", exact: true }).waitFor();
  const both = await api(page, "GET", "accounts?type__in=partner,supplier&count=exact&limit=1");
  await page.getByText(`of ${both.page.total}`).waitFor();
});

browse("a page follows a page, and leads back", {}, async (page) => {
  await signIn(page, "sales director");
  await visit(page, "/accounts?view=all&sort=name");
  await page.getByText(/^1–50 of/).waitFor();
  const first = await rows(page).first().innerText();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByText(/^51–100 of/).waitFor();
  assert.notEqual(await rows(page).first().innerText(), first);
  await page.getByRole("button", { name: "Previous" }).click();
  await page.getByText(/^1–50 of/).waitFor();
  await page.waitForFunction((first) => document.querySelector("tbody tr[data-row]").innerText === first, first);
});

browse("the foot of a list says what its numbers come to", {}, async (page) => {
  await signIn(page, "sales director");
  const foot = async (query) => {
    const { page: info } = await api(page, "GET", `opportunities?sum=base_amount&count=exact&limit=1${query}`);
    const [{ value, currency }] = info.sums;
    const plain = new Intl.NumberFormat("en", { minimumFractionDigits: 2 }).format(value);
    await page.locator(".list-sum", { hasText: `Amount, total in ${currency}` }).getByText(plain).waitFor();
    return value;
  };
  await visit(page, "/opportunities?view=all");
  const all = await foot("");
  await visit(page, "/opportunities?outcome=won");
  assert.notEqual(await foot("&outcome=won"), all);
  // Columns that are not there have no sum.
  await visit(page, "/opportunities?columns=name,probability");
  await rows(page).first().waitFor();
  assert.equal(await page.locator(".list-sum").count(), 0);
  await visit(page, "/accounts?columns=name,employees");
  await page.locator(".list-sum", { hasText: "Employees, total" }).waitFor();
});

browse("columns are chosen", {}, async (page) => {
  await signIn(page, "sales director");
  await visit(page, "/accounts?view=all");
  await rows(page).first().waitFor();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Employees" }).check();
  await page.locator("th[data-column=employees]").waitFor();
  await page.waitForURL(/columns=/);
  await page.getByRole("button", { name: "Default columns" }).click();
  await page.locator("th[data-column=employees]").waitFor({ state: "detached" });
});

browse("columns are made narrow and wide, and stay so", {}, async (page) => {
  await signIn(page, "sales director");
  await visit(page, "/accounts?view=all");
  await rows(page).first().waitFor();
  const heading = page.locator("th[data-column=name]");
  const edge = page.getByRole("separator", { name: "Width of Name" });
  const width = async () => Math.round((await heading.boundingBox()).width);
  const usual = await width();
  const place = await edge.boundingBox();
  await page.mouse.move(place.x + 5, place.y + 10);
  await page.mouse.down();
  await page.mouse.move(place.x + 105, place.y + 10, { steps: 4 });
  await page.mouse.up();
  assert.equal(await width(), usual + 100);
  await edge.focus();
  await page.keyboard.press("ArrowLeft");
  assert.equal(await width(), usual + 84);
  assert.equal(await edge.getAttribute("aria-valuenow"), String(usual + 84));
  await accessible(page);
  const address = page.url();
  await page.reload();
  await rows(page).first().waitFor();
  assert.equal(await width(), usual + 84);
  assert.equal(page.url(), address, "the width is not in the address");
  // It is this list's.
  await visit(page, "/contacts?view=all");
  await rows(page).first().waitFor();
  assert.equal(await page.evaluate(() => document.querySelector("table").style.length), 0);
  await visit(page, "/accounts?view=all");
  await rows(page).first().waitFor();
  await edge.dblclick();
  assert.equal(await width(), usual);
  assert.equal(await page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith("rapport.widths"))), false);
  // As narrow as it may be, its heading and cells are cut and not spilled.
  await edge.focus();
  await page.keyboard.press("Home");
  assert.equal(await width(), 64);
});

browse("a record is made, refused with reasons at its fields, and kept as a draft", {}, async (page) => {
  await signIn(page, "sales rep");
  await visit(page, "/contacts");
  const name = `Li Wei ${unique()}`;
  await page.getByRole("heading", { name: "Contacts" }).waitFor();
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill("not an address");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.locator("[aria-invalid=true]").first().waitFor();
  assert.match(await dialog.innerText(), /is required/);
  await dialog.getByLabel("Name").fill(name);
  // What was typed is there again after the page was lost.
  await page.reload();
  await page.getByRole("heading", { name: "Contacts" }).waitFor();
  await page.keyboard.press("c");
  assert.equal(await dialog.getByLabel("Name").inputValue(), name);
  await dialog.getByLabel("E-mail").fill(`${unique()}@example.com`);
  await dialog.getByLabel("Name").press("Enter");
  await toast(page, `Contact “${name}” created`).waitFor();
  await dialog.waitFor({ state: "detached" });
  await rows(page).getByText(name).waitFor();
});

browse("a field is edited in the list with the keyboard, and the change is undone", {}, async (page) => {
  await signIn(page, "sales rep");
  const made = await account(page, { industry: "Shipping" });
  await visit(page, `/accounts?id=${made.id}`);
  const cell = page.locator("td[data-column=industry]");
  await cell.getByText("Shipping").waitFor();
  await cell.focus();
  await page.keyboard.press("F2");
  await page.keyboard.type("Ports");
  await page.keyboard.press("Enter");
  await cell.getByText("Ports").waitFor();
  await toast(page, "Industry changed").waitFor();
  assert.equal((await api(page, "GET", `accounts/${made.id}`)).industry, "Ports");
  await page.keyboard.press("Control+z");
  await cell.getByText("Shipping").waitFor();
  assert.equal((await api(page, "GET", `accounts/${made.id}`)).industry, "Shipping");
});

browse("a change that meets another one is the user's to decide", {}, async (page, { expect }) => {
  expect(/\b412\b/);
  await signIn(page, "sales rep");
  const made = await account(page, { city: "Ningbo" });
  await visit(page, `/accounts/${made.id}`);
  const row = page.locator(".details-row[data-field=city]");
  await row.getByText("Ningbo").waitFor();
  await api(page, "PATCH", `accounts/${made.id}`, { city: "Xiamen" }, { "if-match": "*" });
  await row.hover();
  await row.getByRole("button", { name: "Edit City" }).click();
  await page.keyboard.type("Dalian");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Xiamen").waitFor();
  await dialog.getByText("Dalian").waitFor();
  await accessible(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await row.getByText("Dalian").waitFor();
  await dialog.waitFor({ state: "detached" });
  assert.equal((await api(page, "GET", `accounts/${made.id}`)).city, "Dalian");
});

browse("a record is looked at beside its list, and opened", {}, async (page) => {
  await signIn(page, "sales rep");
  await visit(page, "/accounts?view=all");
  await rows(page).first().waitFor();
  await page.locator("td[data-column=name]").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press(" ");
  await page.waitForURL(/peek=/);
  await page.getByRole("heading", { name: "Timeline" }).waitFor();
  await page.keyboard.press("Escape");
  await page.waitForURL((url) => !url.search.includes("peek="));
  await page.locator("td[data-column=name]").nth(1).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/accounts\/[0-9a-f-]{36}$/);
  await page.getByText(/^2 of \d+$/).waitFor();
  const here = page.url();
  await page.getByRole("button", { name: "Next record" }).click();
  await page.waitForURL((url) => url.href !== here);
  await page.getByText(/^3 of \d+$/).waitFor();
});

browse("many records are changed and deleted, and come back", {}, async (page) => {
  await signIn(page, "administrator");
  const mark = unique();
  for (const name of ["a", "b", "c"]) await account(page, { name: `${mark} ${name}` });
  await visit(page, `/accounts?name__prefix=${mark}&sort=name`);
  await page.getByRole("checkbox", { name: "Select all" }).check();
  await page.getByText("3 selected").waitFor();
  await page.getByRole("button", { name: "Change a field" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Field").selectOption({ label: "City" });
  await dialog.getByLabel("New value").fill("Suzhou");
  await dialog.getByRole("button", { name: "Change 3 records" }).click();
  await toast(page, "3 records changed").waitFor();
  const changed = await api(page, "GET", `accounts?name__prefix=${mark}`);
  assert.deepEqual(changed.data.map((record) => record.city), ["Suzhou", "Suzhou", "Suzhou"]);
  await page.getByRole("checkbox", { name: "Select all" }).check();
  await page.locator(".bulk-bar").getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await toast(page, "3 records deleted").waitFor();
  await page.getByText("Nothing matches").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await rows(page).nth(2).waitFor();
});

/** Accounts whose names begin with a mark, which is returned; made by one request. */
const accounts = async (page, count) => {
  const mark = unique();
  const operations = Array.from({ length: count }, (_, number) => ({
    op: "create",
    body: { name: `${mark} ${String(number).padStart(3, "0")}`, type: "customer" },
  }));
  const { results } = await api(page, "POST", "accounts/batch", { operations });
  assert.ok(results.every(({ status }) => status === 201));
  return mark;
};

const total = async (page, query) => (await api(page, "GET", `accounts?${query}&count=exact&limit=1`)).page.total;

browse("all records of a list are changed, also those of other pages", {}, async (page) => {
  await signIn(page, "administrator");
  const mark = await accounts(page, 130);
  await visit(page, `/accounts?name__prefix=${mark}&sort=name`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByText("50 selected").waitFor();
  await page.getByRole("button", { name: "Select all 130" }).click();
  await page.getByText("130 selected").waitFor();
  await accessible(page);
  await page.getByRole("button", { name: "Change a field" }).click();
  const dialog = page.getByRole("dialog", { name: "Change a field" });
  await dialog.getByLabel("Field").selectOption({ label: "City" });
  await dialog.getByLabel("New value").fill("Suzhou");
  await dialog.getByRole("button", { name: "Change 130 records" }).click();
  await toast(page, "130 records changed").waitFor();
  assert.equal(await total(page, `name__prefix=${mark}&city=Suzhou`), 130);
  await rows(page).first().getByText("Suzhou").or(page.locator(".grid")).first().waitFor();
  assert.equal(await page.locator(".bulk-bar").count(), 0, "nothing is selected any more");
});

browse("a deletion of many is stopped, and taken back", {}, async (page) => {
  await signIn(page, "administrator");
  const mark = await accounts(page, 130);
  await visit(page, `/accounts?name__prefix=${mark}`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByRole("button", { name: "Select all 130" }).click();
  let go;
  const held = new Promise((done) => (go = done));
  await page.route("**/accounts/batch", async (route) => {
    await held;
    await route.continue();
  });
  await page.locator(".bulk-bar").getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByText("Delete 130 records?").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  const outcome = page.getByRole("dialog", { name: "Deleting records" });
  await outcome.getByRole("progressbar").waitFor();
  await accessible(page);
  await outcome.getByRole("button", { name: "Stop" }).click();
  go();
  await outcome.getByText("100 records deleted").waitFor();
  await outcome.getByText("30 records were left as they were.").waitFor();
  assert.equal(await total(page, `name__prefix=${mark}`), 30);
  await outcome.getByRole("button", { name: "Undo" }).click();
  await toast(page, "100 records restored").waitFor();
  assert.equal(await total(page, `name__prefix=${mark}`), 130);
});

browse("records that are refused are named, each with its reason", {}, async (page) => {
  await signIn(page, "administrator");
  const mark = await accounts(page, 3);
  await visit(page, `/accounts?name__prefix=${mark}&sort=name`);
  await rows(page).nth(2).waitFor();
  const { data } = await api(page, "GET", `accounts?name__prefix=${mark}&sort=name&limit=1`);
  await api(page, "PATCH", `accounts/${data[0].id}`, { city: "Xiamen" }, { "if-match": "*" });
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.locator(".bulk-bar").getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  const outcome = page.getByRole("dialog", { name: "Deleting records" });
  await outcome.getByText("2 records deleted").waitFor();
  await outcome.locator(".bulk-refused li", { hasText: `${mark} 000` }).getByText("changed").waitFor();
  await accessible(page);
  await outcome.getByRole("button", { name: "Close" }).last().click();
  await rows(page).getByText(`${mark} 000`).waitFor();
  assert.equal(await rows(page).count(), 1);
});

browse("a visit is written down on a phone", { width: 390, height: 844, language: "zh-CN" }, async (page) => {
  await signIn(page, "sales rep");
  const made = await account(page);
  await visit(page, `/accounts?view=mine&owner_id=me&name__contains=${encodeURIComponent(made.name.slice(-6))}`);
  await fits(page);
  await page.locator(".record-card a.record-link").first().click();
  await page.locator(".composer").getByText("拜访", { exact: true }).click();
  await page.getByLabel("主题").fill("上门拜访，介绍新产品");
  await fits(page);
  await page.locator(".composer").getByRole("button", { name: "保存" }).click();
  await page.locator(".timeline-entry").getByText("上门拜访，介绍新产品").waitFor();
  const { data } = await api(page, "GET", `activities?record_id=${made.id}`);
  assert.deepEqual(data.map(({ type, record_id }) => [type, record_id]), [["visit", made.id]]);
  await accessible(page);
});

browse("a window of 1024 px has room for every kind of screen", { width: 1024, height: 768 }, async (page) => {
  await signIn(page, "administrator");
  const { data: [{ id }] } = await api(page, "GET", "opportunities?outcome=open&limit=1");
  const paths = [
    ["/opportunities?view=all", "tbody tr[data-row]"],
    [`/opportunities/${id}`, ".timeline-entry"],
    [`/opportunities?view=all&peek=${id}`, ".sheet .details-row"],
    ["/opportunities/board", ".board-card"],
    ["/settings", "main a"],
    ["/roles/01900000-0000-7000-8000-000000000004", ".matrix select"],
    ["/audit", ".audit tbody tr"],
  ];
  for (const [path, there] of paths) {
    await visit(page, path);
    await page.locator(there).first().waitFor();
    await page.waitForLoadState("networkidle");
    await fits(page);
  }
});

browse("a record shows one thing at a time on a phone", { width: 390, height: 844 }, async (page) => {
  await signIn(page, "sales rep");
  const made = await account(page, { industry: "Shipping" });
  await visit(page, `/accounts/${made.id}`);
  await page.getByRole("heading", { name: "Timeline" }).waitFor();
  const details = page.locator(".details-row[data-field=industry]");
  assert.equal(await details.count(), 0);
  await fits(page);
  await page.getByRole("tab", { name: "Activity" }).focus();
  await page.keyboard.press("ArrowRight");
  await details.getByText("Shipping").waitFor();
  assert.equal(await page.getByRole("heading", { name: "Timeline" }).count(), 0);
  await accessible(page);
  await page.keyboard.press("ArrowRight");
  await page.locator(".related-list").first().waitFor();
  await fits(page);
  await accessible(page);
  // Where there is room for both, both are there.
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("heading", { name: "Timeline" }).waitFor();
  await details.getByText("Shipping").waitFor();
});

browse("everything can be reached by the palette and by shortcuts", {}, async (page) => {
  await signIn(page, "sales rep");
  const made = await account(page);
  await visit(page, "/");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search and commands" }).fill(made.name);
  await page.getByRole("option", { name: made.name }).waitFor();
  await accessible(page);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/accounts/${made.id}`);
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.waitForURL("**/contacts");
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog");
  await sheet.getByText("New record").waitFor();
  await accessible(page);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
});

browse("the language changes at once, everywhere", {}, async (page) => {
  await signIn(page, "sales rep");
  await visit(page, "/accounts");
  await page.getByRole("heading", { name: "Accounts" }).waitFor();
  await page.locator(".topbar-user").getByRole("button").last().click();
  await page.getByRole("menuitemradio", { name: "简体中文" }).or(page.getByRole("menuitemcheckbox", { name: "简体中文" })).click();
  await page.getByRole("heading", { name: "客户" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  const text = await page.locator(".list-page").innerText();
  assert.doesNotMatch(text, /\b(Filter|Sort|Columns|New|Owner|Customer)\b/);
});

browse("what is written survives the end of the session", {}, async (page, { expect }) => {
  expect(/\b401\b/);
  const { password } = await signIn(page, "sales rep");
  const made = await account(page);
  await visit(page, `/accounts/${made.id}`);
  await page.getByLabel("Subject").fill("Called about the offer");
  await page.context().clearCookies();
  // The token in memory is refused, and the cookie that would bring another is gone.
  await page.route("**/api/v1/activities", (route) =>
    route.fulfill({
      status: 401,
      contentType: "application/problem+json",
      body: JSON.stringify({
        type: "/docs/errors#token_expired", title: "", status: 401, code: "token_expired", detail: "",
        instance: "", request_id: "x", retryable: false, errors: [],
      }),
    }),
  );
  await page.locator(".composer").getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Password" }).fill(password);
  await page.unroute("**/api/v1/activities");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await page.getByLabel("Subject").inputValue(), "Called about the offer");
  await page.locator(".composer").getByRole("button", { name: "Save" }).click();
  await page.locator(".timeline-entry").getByText("Called about the offer").waitFor();
});

browse("what cannot be seen is not there, and is said so", {}, async (page) => {
  await signIn(page, "sales rep");
  await visit(page, "/accounts/0190b0d0-0000-7000-8000-000000000000");
  await page.getByText("This record cannot be shown").waitFor();
  await visit(page, "/nothing");
  await page.getByText("There is nothing here").waitFor();
  await visit(page, "/roles");
  await page.getByText("You may not see this").or(page.getByRole("heading", { name: "Roles" })).waitFor();
});

browse("a view is saved, changed, renamed and deleted", {}, async (page) => {
  await signIn(page, "sales rep");
  const name = `Partners ${unique()}`;
  await visit(page, "/accounts?type=partner&sort=name");
  await page.getByRole("button", { name: "Save as a view" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await page.keyboard.press("Enter");
  await page.getByText("View saved").waitFor();
  await page.getByRole("link", { name }).or(page.getByRole("tab", { name })).waitFor();
  await page.waitForURL(/view=[0-9a-f-]{36}/);
  await visit(page, "/accounts");
  await page.getByText(name, { exact: true }).click();
  await page.waitForURL(/type=partner/);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.waitForURL((url) => !url.search.includes("type="));
  await page.goBack();
  await page.getByRole("button", { name: "Name", exact: true }).click();
  await page.getByRole("button", { name: "Save the changes" }).click();
  await page.getByRole("button", { name: "Save the changes" }).waitFor({ state: "detached" });
  const { data } = await api(page, "GET", `saved-views?name__prefix=${encodeURIComponent(name)}`);
  assert.deepEqual(data.map(({ kind, query }) => [kind, query]), [["account", "type=partner&sort=-name"]]);
  await page.getByRole("button", { name: "This view" }).click();
  await page.getByRole("menuitem", { name: "Delete the view" }).click();
  await page.getByText("View deleted").waitFor();
  await page.getByText(name, { exact: true }).waitFor({ state: "detached" });
});
