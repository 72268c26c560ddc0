// Days at work, from the morning to the evening: what several screens do together.

import assert from "node:assert/strict";
import { api, browse, open, signIn, unique, visit } from "./harness.mjs";

const button = (page, name) => page.getByRole("main").getByRole("button", { name, exact: true });

/** A page of the administrator's. */
const administrator = async () => {
  const page = await open();
  await signIn(page, "administrator");
  return page;
};

/** A form on the web, and a rule that gives what comes by it from `city` to the user. */
const setUp = async (page, user, city) => {
  const me = (await api(page, "GET", "auth/me")).user;
  const form = await api(page, "POST", "web-forms", {
    name: `Website ${city}`, title: "Write to us", fields: ["company_name", "email", "city"],
    required_fields: ["email"], source: "website", lead_owner_id: me.id, thanks: "We write back soon.",
  });
  assert.ok(form.id, JSON.stringify(form));
  const rule = await api(page, "POST", "assignment-rules", {
    name: `Leads of ${city}`, position: 1, method: "round_robin", user_ids: [user.id],
    filter: { and: [{ field: "city", value: city }] },
  });
  assert.ok(rule.id, JSON.stringify(rule));
  return { form, rule };
};

/** Somebody fills in the form. */
const visitForm = async ({ token }, city, company) => {
  const page = await open();
  await page.goto(`/forms/${token}`);
  await page.locator("input[name=name]").fill("Zhao Min");
  await page.locator("input[name=company_name]").fill(company);
  await page.locator("input[name=email]").fill(`${city}@visitor.example`);
  await page.locator("input[name=city]").fill(city);
  // Nobody is faster than this.
  await page.waitForTimeout(2200);
  await page.getByRole("button").click();
  await page.getByText("We write back soon.").waitFor();
  await page.context().close();
};

browse("A representative's day: a visitor becomes a lead, is called, qualified, converted and won", {}, async (page) => {
  await signIn(page, "sales rep");
  const user = (await api(page, "GET", "auth/me")).user;
  await api(page, "POST", "notifications/actions/read", {});
  await visit(page, "/");
  const boss = await administrator();
  const city = unique();
  const company = `Quay ${city} Foods`;
  const { form, rule } = await setUp(boss, user, city);
  await visitForm(form, city, company);

  // The lead was given by the rule, and the bell tells of it.
  await page.evaluate(() => dispatchEvent(new Event("visibilitychange")));
  await page.locator(".bell-count").waitFor();
  await page.locator(".bell button").click();
  await page.locator(".notice a", { hasText: "Zhao Min" }).first().click();
  await page.getByRole("heading", { name: "Zhao Min", level: 1 }).waitFor();
  await page.keyboard.press("Escape");
  const id = new URL(page.url()).pathname.split("/").pop();

  await page.locator(".composer").getByText("Call", { exact: true }).click();
  await page.getByPlaceholder("What was it about?").fill("Asked what they need");
  await button(page, "Save").click();
  await page.locator(".timeline-entry", { hasText: "Asked what they need" }).waitFor();
  await button(page, "Qualify").click();
  await page.getByRole("dialog").getByLabel("Note").fill("Needs two cranes this year");
  await page.getByRole("dialog").getByRole("button", { name: "Qualify" }).click();
  await page.getByText("Lead qualified").first().waitFor();
  await button(page, "Convert").click();
  const dialog = page.getByRole("dialog", { name: "Convert the lead" });
  await dialog.getByText(`New: ${company}`).waitFor();
  const deal = `Cranes for ${city}`;
  await dialog.getByRole("textbox", { name: /^Name/ }).fill(deal);
  await dialog.getByRole("textbox", { name: /^Amount/ }).fill("250000");
  await dialog.getByRole("button", { name: "Convert" }).click();
  await page.getByRole("heading", { level: 1, name: deal }).waitFor();

  // On the board by keyboard, and won.
  await visit(page, `/opportunities/board?q=${city}`);
  await page.locator("[data-card]", { hasText: deal }).focus();
  for (const key of ["Space", "ArrowRight", "Space"]) await page.keyboard.press(key);
  await page.getByText(`${deal} moved to`).first().waitFor();
  await page.locator("[data-card]", { hasText: deal }).getByRole("link").first().press("Enter");
  await page.getByRole("heading", { level: 1, name: deal }).waitFor();
  await button(page, "Won").click();
  await page.getByRole("dialog").getByRole("button", { name: "Close as won" }).click();
  await page.locator("[data-fact=outcome]", { hasText: "Won" }).waitFor();

  const lead = await api(page, "GET", `leads/${id}`);
  assert.deepEqual([lead.status, lead.owner_id, lead.city], ["converted", user.id, city]);
  const won = await api(page, "GET", `opportunities/${lead.opportunity_id}`);
  assert.deepEqual([won.outcome, Number(won.amount), won.owner_id], ["won", 250000, user.id]);
  const calls = await api(page, "GET", `activities?record_id=${lead.opportunity_id}`);
  const moved = calls.data.concat((await api(page, "GET", `activities?account_id=${lead.account_id}`)).data);
  assert.ok(moved.some(({ subject }) => subject === "Asked what they need"), "what was done moved along");
  await api(boss, "DELETE", `assignment-rules/${rule.id}`, undefined, { "if-match": "*" });
  await boss.context().close();
});

/** A colleague with so many accounts. */
const colleague = async (page, mark, accounts) => {
  const role = (await api(page, "GET", "roles?code=sales_representative")).data[0];
  const me = (await api(page, "GET", "auth/me")).user;
  const user = await api(page, "POST", "users", {
    name: `Leaving ${mark}`, email: `${mark}@leaving.example`, department_id: me.department_id, role_ids: [role.id],
  });
  assert.ok(user.id, JSON.stringify(user));
  const create = Array.from({ length: accounts }, (_, number) => ({
    op: "create", body: { name: `${mark} ${String(number).padStart(3, "0")}`, type: "customer" },
  }));
  const { results } = await api(page, "POST", "accounts/batch", { operations: create });
  const assign = results.map(({ id }) => ({ op: "assign", id, body: { owner_id: user.id } }));
  await api(page, "POST", "accounts/batch", { operations: assign });
  return user;
};

browse("A manager's day: a colleague leaves, and another goes on with the accounts", {}, async (page) => {
  await signIn(page, "administrator");
  const mark = unique();
  const leaving = await colleague(page, mark, 120);
  const heir = (await api(page, "GET", "users?email=rep@demo.rapport.example")).data[0]
    ?? (await api(page, "GET", "users?is_active=true&limit=1")).data[0];
  const keepOut = async () => {
    await visit(page, `/users/${leaving.id}`);
    await page.getByRole("button", { name: "Access" }).click();
    await page.getByRole("menuitem", { name: "Deactivate" }).click();
    return page.getByRole("dialog", { name: `Deactivate “${leaving.name}”?` });
  };
  const dialog = await keepOut();
  const theirs = dialog.getByRole("link", { name: /Accounts · 120/ });
  await theirs.waitFor();
  assert.ok(await dialog.getByRole("button", { name: "Deactivate" }).isDisabled(), "the accounts come first");
  await theirs.click();

  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByRole("button", { name: "Select all 120" }).click();
  await page.locator(".bulk-bar").getByRole("button", { name: "Change the owner" }).click();
  const owner = page.getByRole("dialog", { name: "Change the owner" });
  await owner.getByRole("combobox").fill(heir.name);
  await owner.getByRole("option", { name: heir.name }).first().click();
  await owner.getByLabel("Reason").fill(`${leaving.name} leaves us`);
  await owner.getByRole("button", { name: "Change the owner" }).click();
  await page.getByText("120 records were given to another owner").first().waitFor({ timeout: 60_000 });

  const given = await api(page, "GET", `accounts?name__prefix=${mark}&owner_id=${heir.id}&count=exact&limit=1`);
  assert.equal(given.page.total, 120);
  const [{ reason }] = (await api(page, "GET", `accounts/${given.data[0].id}/owners`)).data.slice(-1);
  assert.equal(reason, `${leaving.name} leaves us`);
  await (await keepOut()).getByRole("button", { name: "Deactivate" }).click();
  await page.getByText("The user is deactivated").waitFor();
  assert.equal((await api(page, "GET", `users/${leaving.id}`)).is_active, false);
});
