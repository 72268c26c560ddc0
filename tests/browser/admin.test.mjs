// Setting the company up, and one's own preferences: every test makes users, roles and pipelines of its own.

import assert from "node:assert/strict";
import { accessible, browse, fits, languages, open, signIn, themes, url, visit } from "./harness.mjs";

const ROLES = {
  "sales rep": "01900000-0000-7000-8000-000000000005",
};
const PASSWORD = "kolibri-plum-77-harbour-quilt";

/** A name that nobody else has. */
const unique = (word) => `${word} ${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;

/** The header of requests of the user whose session the page has. */
const authorization = (page) =>
  page.evaluate(async () => {
    const headers = { "content-type": "application/json", "x-requested-with": "rapport" };
    const answer = await fetch("/api/v1/auth/refresh", { method: "POST", headers, body: "{}" });
    return `Bearer ${(await answer.json()).access_token}`;
  });

/** Asks the API as the user of this header, beside the application. */
const ask = async (authorization, method, path, body) => {
  const headers = { authorization, "content-type": "application/json", "if-match": "*" };
  const answer = await fetch(`${url}/api/v1/${path}`, { method, headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : null;
};

/** Signs in as an administrator and goes to a path; returns the header for requests beside the page. */
const administrate = async (page, path) => {
  await signIn(page, "administrator");
  const header = await authorization(page);
  await visit(page, path);
  return header;
};

/** Makes an active user with a password, in some department, with these roles. */
const makeUser = async (header, roleIds, name = unique("Robin Field")) => {
  const department = (await ask(header, "GET", "departments?limit=1")).data[0];
  const email = `${name.replace(/\W+/g, ".").toLowerCase()}@example.com`;
  const user = await ask(header, "POST", "users", {
    name, email, department_id: department.id, role_ids: roleIds, language: "en", time_zone: "Asia/Shanghai",
    is_active: true,
  });
  const { token } = await ask(header, "POST", `users/${user.id}/actions/invite`, {});
  await ask(header, "POST", "auth/set-password", { token, password: PASSWORD });
  return { ...user, password: PASSWORD };
};

/** Signs a user of our own in, by the page. */
const enter = async (page, { email, password }) => {
  await page.getByLabel("E-mail").fill(email);
  await page.locator("input[type=password]").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("navigation", { name: "Main navigation" }).first().waitFor();
};

browse("invites somebody, who sets a password and signs in", {}, async (page, { expect }) => {
  const header = await administrate(page, "/users");
  const department = (await ask(header, "GET", "departments/options")).data[0];
  const email = `${unique("mei tan").replace(" ", ".").replace(" ", "")}@example.com`;
  await page.getByRole("button", { name: "Invite people" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite people" });
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByLabel("Name", { exact: true }).fill("Mei Tan");
  const picker = dialog.getByLabel("Department");
  await picker.fill(department.label.slice(0, 2));
  await page.getByRole("option", { name: department.label, exact: true }).first().click();
  await dialog.getByRole("button", { name: "Make links" }).click();
  const link = await dialog.locator(".secret-text").innerText();
  assert.match(link, /\/set-password#token=.{20,}/);
  await accessible(page);

  const theirs = await open();
  try {
    await visit(theirs, new URL(link).pathname + new URL(link).hash);
    await theirs.getByLabel("New password").fill("password1234");
    await theirs.getByRole("button", { name: "Set the password" }).click();
    await theirs.getByText("too easy to guess").waitFor();
    await theirs.getByLabel("New password").fill(PASSWORD);
    await theirs.getByRole("button", { name: "Set the password" }).click();
    await theirs.getByRole("heading", { name: "Your password is set" }).waitFor();
    await accessible(theirs);
    await theirs.getByRole("link", { name: "Sign in" }).click();
    await enter(theirs, { email, password: PASSWORD });
    // Used once, the link is over.
    await visit(theirs, "/");
    await theirs.goto("about:blank");
    await visit(theirs, new URL(link).pathname + new URL(link).hash);
    await theirs.getByLabel("New password").fill(PASSWORD);
    await theirs.getByRole("button", { name: "Set the password" }).click();
    await theirs.getByText("used already").waitFor();
  } finally {
    await theirs.context().close();
  }

  // Who has a password is not invited again.
  expect(/invite\b.*409|409.*invite/s);
  const user = (await ask(header, "GET", `users?email=${encodeURIComponent(email)}`)).data[0];
  await visit(page, `/users/${user.id}`);
  await page.getByRole("button", { name: "Access" }).click();
  await page.getByRole("menuitem", { name: "Invite again" }).click();
  await page.getByText("has a password already").waitFor();
  await page.getByRole("button", { name: "Access" }).click();
  await page.getByRole("menuitem", { name: "Reset the password" }).click();
  await page.getByRole("dialog", { name: "Link for setting a password" }).locator(".secret-text").waitFor();
});

browse("keeps somebody out, and lets them in again", {}, async (page) => {
  const header = await administrate(page, "/users");
  const user = await makeUser(header, [ROLES["sales rep"]]);
  await visit(page, `/users/${user.id}`);
  await page.getByRole("button", { name: "Access" }).click();
  await page.getByRole("menuitem", { name: "Deactivate" }).click();
  const dialog = page.getByRole("dialog", { name: `Deactivate “${user.name}”?` });
  await dialog.getByText("cannot sign in any more").waitFor();
  await accessible(page);
  await dialog.getByRole("button", { name: "Deactivate" }).click();
  await dialog.waitFor({ state: "hidden" });
  assert.equal((await ask(header, "GET", `users/${user.id}`)).is_active, false);
  await page.getByRole("button", { name: "Access" }).click();
  await page.getByRole("menuitem", { name: "Activate" }).click();
  await page.getByText("can sign in again").waitFor();
  assert.equal((await ask(header, "GET", `users/${user.id}`)).is_active, true);
});

browse("changes how far a role reaches, which holds at once", {}, async (page) => {
  const header = await administrate(page, "/roles");
  const name = unique("Trainee");
  const role = await ask(header, "POST", "roles", {
    name, code: name.replace(/\W+/g, "_").toLowerCase(), rights: [],
    permissions: { product: { read: "all" }, user: { read: "all" } },
  });
  const user = await makeUser(header, [role.id]);
  const theirs = await open();
  try {
    await visit(theirs, "/");
    await enter(theirs, user);
    const accounts = theirs.getByRole("navigation", { name: "Main navigation" }).first().getByRole("link", { name: "Accounts" });
    assert.equal(await accounts.count(), 0);

    await visit(page, `/roles/${role.id}`);
    await page.getByLabel("Accounts · See", { exact: true }).selectOption("all");
    await page.getByLabel("Products · See", { exact: true }).selectOption("none");
    await page.getByRole("switch", { name: "Export" }).check({ force: true });
    await page.getByRole("img", { name: "Changed and not saved" }).waitFor();
    // Leaving would lose the changes.
    await page.getByRole("link", { name: "Roles" }).click();
    await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Cancel" }).click();
    await page.keyboard.press("Control+s");
    const review = page.getByRole("dialog", { name: "Save these changes?" });
    const lines = await review.locator(".change").allInnerTexts();
    assert.deepEqual(lines.map((line) => line.replace(/\s+/g, " ")), [
      "Accounts · See None All", "Products · See All None", "Export No Yes",
    ]);
    await accessible(page);
    await review.getByRole("button", { name: "Save" }).click();
    await review.waitFor({ state: "hidden" });
    const saved = await ask(header, "GET", `roles/${role.id}`);
    assert.equal(saved.permissions.account.read, "all");
    assert.equal(saved.permissions.product.read, "none");
    assert.deepEqual(saved.rights, ["export"]);

    // The server remembers for two seconds what a user may do.
    const deadline = Date.now() + 10_000;
    do {
      await visit(theirs, "/");
      await theirs.getByRole("heading", { level: 1 }).waitFor();
    } while ((await accounts.count()) === 0 && Date.now() < deadline);
    await accounts.click();
    await theirs.getByRole("heading", { name: "Accounts", level: 1 }).waitFor();
    await theirs.getByRole("grid").getByRole("row").nth(1).waitFor();
  } finally {
    await theirs.context().close();
  }
});

browse("copies a role", {}, async (page) => {
  const header = await administrate(page, `/roles/${ROLES["sales rep"]}`);
  const name = unique("Copied");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Copy the role" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Code").fill(name.replace(/\W+/g, "_").toLowerCase());
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name, level: 1 }).waitFor();
  const [copy] = (await ask(header, "GET", `roles?name=${encodeURIComponent(name)}`)).data;
  const original = await ask(header, "GET", `roles/${ROLES["sales rep"]}`);
  assert.deepEqual(copy.permissions, original.permissions);
});

browse("moves a department, by keys and by dragging", {}, async (page) => {
  const header = await administrate(page, "/structure");
  const branch = await ask(header, "POST", "branches", { name: unique("Harbour"), time_zone: "Asia/Shanghai" });
  const make = (word) => ask(header, "POST", "departments", { name: unique(word), branch_id: branch.id });
  const [north, south, team] = [await make("North"), await make("South"), await make("Team")];
  await visit(page, "/structure");
  const row = ({ id }) => page.locator(`[data-node="${id}"]`);
  await row(team).waitFor();

  await row(team).focus();
  await page.keyboard.press("Control+x");
  await row(north).focus();
  await page.keyboard.press("Control+v");
  const question = page.getByRole("dialog", { name: /^Move “Team/ });
  await question.getByText("will see the records").waitFor();
  await question.getByRole("button", { name: "Move" }).click();
  await page.locator(`[data-node="${north.id}"] [data-node="${team.id}"]`).waitFor();
  assert.equal((await ask(header, "GET", `departments/${team.id}`)).parent_id, north.id);

  await row(team).locator(".tree-row").first().dragTo(row(south).locator(".tree-row").first());
  await question.getByRole("button", { name: "Move" }).click();
  await page.locator(`[data-node="${south.id}"] [data-node="${team.id}"]`).waitFor();

  // The chosen row's details are beside the tree.
  await row(team).locator(".tree-row").first().click();
  await page.getByRole("complementary").getByRole("heading", { name: team.name }).waitFor();
  await accessible(page);
});

browse("puts stages in order and says what they ask for", {}, async (page) => {
  const header = await administrate(page, "/pipelines");
  const pipeline = await ask(header, "POST", "pipelines", { name: unique("Partners") });
  const make = (name, position, outcome = "open", probability = "0.5") =>
    ask(header, "POST", "stages", { pipeline_id: pipeline.id, name, position, outcome, probability });
  await make("First", 0);
  await make("Second", 1);
  await make("Third", 2);
  await make("Signed", 3, "won", "1");
  const names = async () =>
    (await ask(header, "GET", `stages?pipeline_id=${pipeline.id}&sort=position`)).data.map(({ name }) => name);
  const settled = async (expected) => {
    for (let tries = 0; tries < 50; tries += 1) {
      if (JSON.stringify(await names()) === JSON.stringify(expected)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.deepEqual(await names(), expected);
  };
  await visit(page, `/pipelines/${pipeline.id}`);
  const card = (name) => page.getByRole("listitem", { name, exact: true });
  await card("Third").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Space");
  await settled(["Third", "First", "Second", "Signed"]);

  await page.getByRole("button", { name: "New Stage" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Demo");
  await dialog.getByLabel("Probability").fill("40");
  await dialog.getByRole("checkbox", { name: "Amount" }).check();
  await accessible(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "hidden" });
  await card("Demo").getByText("asks for: Amount").waitFor();
  const stages = (await ask(header, "GET", `stages?pipeline_id=${pipeline.id}&name=Demo`)).data;
  assert.deepEqual(stages[0].required_fields, ["amount"]);
  assert.equal(stages[0].probability, "0.4");

  await card("Second").press("Enter");
  await page.getByRole("dialog", { name: "Second" }).getByText("Lost", { exact: true }).click();
  assert.ok(await page.getByRole("dialog").getByLabel("Probability").isDisabled());
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await card("Second").getByText("0% likely").waitFor();
});

browse("makes an API key, which works within its scopes", {}, async (page) => {
  const header = await administrate(page, "/users");
  const user = await makeUser(header, [ROLES["sales rep"]]);
  await page.context().clearCookies();
  await visit(page, "/");
  await enter(page, user);
  await visit(page, "/preferences");
  await page.getByText("An administrator changes it for you").waitFor();
  await page.getByRole("button", { name: "New API key" }).click();
  const dialog = page.getByRole("dialog", { name: "New API key" });
  await dialog.getByLabel("Name").fill("Reports");
  await dialog.getByLabel("Products · See").check();
  await accessible(page);
  await dialog.getByRole("button", { name: "Make the key" }).click();
  const key = await dialog.locator(".secret-text").innerText();
  await dialog.getByRole("button", { name: "Done" }).click();
  const answer = (path) => fetch(`${url}/api/v1/${path}`, { headers: { authorization: `Bearer ${key}` } });
  assert.equal((await answer("products?limit=1")).status, 200);
  assert.equal((await answer("accounts?limit=1")).status, 403);

  const entry = page.getByRole("listitem").filter({ hasText: "Reports" });
  await entry.getByText("product:read").waitFor();
  await entry.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Delete the key “Reports”?" }).getByRole("button", { name: "Delete" }).click();
  await entry.waitFor({ state: "detached" });
});

browse("ends a session, and changes the password", {}, async (page, { expect }) => {
  const header = await administrate(page, "/users");
  const user = await makeUser(header, [ROLES["sales rep"]]);
  const other = await open();
  try {
    await visit(other, "/");
    await enter(other, user);
    await page.context().clearCookies();
    await visit(page, "/");
    await enter(page, user);
    await visit(page, "/preferences");
    const sessions = page.locator(".entry:has(.entry-name[title])");
    await page.getByText("This device").waitFor();
    assert.equal(await sessions.count(), 2);
    await page.getByRole("button", { name: "End", exact: true }).click();
    await page.getByRole("button", { name: "End", exact: true }).waitFor({ state: "detached" });
    assert.equal(await sessions.count(), 1);
    // The other one has to sign in again.
    await visit(other, "/accounts");
    await other.getByRole("heading", { name: "Sign in" }).waitFor();
  } finally {
    await other.context().close();
  }

  expect(/change-password.*422|422.*change-password/s);
  await page.getByLabel("Current password").fill("something else entirely");
  await page.getByLabel("New password").fill(`${PASSWORD}-again`);
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.getByText("This is not your current password.").waitFor();
  await page.getByLabel("Current password").fill(PASSWORD);
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.getByText("Password changed").waitFor();
});

browse("shows in the audit log who changed what", {}, async (page) => {
  const header = await administrate(page, "/settings");
  const tag = await ask(header, "POST", "tags", { name: unique("Audited"), color: "blue" });
  await ask(header, "PATCH", `tags/${tag.id}`, { color: "green" });
  await page.getByRole("link", { name: /^Audit log/ }).click();
  await page.getByRole("heading", { name: "Audit log", level: 1 }).waitFor();
  await page.getByLabel("Kind of record").selectOption("tag");
  const changed = page.locator("tr", { hasText: tag.name }).filter({ hasText: "Tag: changed" });
  await changed.getByText("Blue").waitFor();
  await changed.getByText("Green").waitFor();
  await changed.getByRole("button", { name: "Only this record" }).click();
  await page.locator("tbody tr").nth(2).waitFor({ state: "detached" });
  assert.equal(await page.locator("tbody tr").count(), 2);
  assert.match(page.url(), new RegExp(`record_id=${tag.id}`));
});

browse("shows those who set nothing up no settings", {}, async (page) => {
  await signIn(page, "sales rep");
  await visit(page, "/");
  await page.getByRole("navigation", { name: "Main navigation" }).first().waitFor();
  assert.equal(await page.getByRole("link", { name: "Settings" }).count(), 0);
  await visit(page, "/audit");
  await page.getByText("You may not see this").waitFor();
});

browse("chooses looks", { theme: "light" }, async (page) => {
  await signIn(page, "sales rep");
  await visit(page, "/preferences");
  const root = page.locator("html");
  await page.getByText("Dark", { exact: true }).click();
  assert.equal(await root.getAttribute("data-theme"), "dark");
  await page.getByText("Compact", { exact: true }).click();
  assert.equal(await root.getAttribute("data-density"), "compact");
  await page.getByRole("switch", { name: "Shortcuts of single keys" }).uncheck({ force: true });
  await page.reload();
  await page.locator("#boot").waitFor({ state: "detached" });
  assert.equal(await root.getAttribute("data-theme"), "dark");
  assert.equal(await page.getByRole("switch", { name: "Shortcuts of single keys" }).isChecked(), false);
  await page.getByRole("radio", { name: "简体中文" }).check({ force: true });
  await page.getByRole("heading", { name: "偏好设置" }).waitFor();
});

const SCREENS = ["/settings", "/structure", "/categories", `/roles/${ROLES["sales rep"]}`, "/audit", "/preferences"];
for (const language of languages) {
  for (const theme of themes) {
    browse(`can be used by everybody in ${language}, ${theme}`, { language, theme }, async (page) => {
      await signIn(page, "administrator");
      for (const path of SCREENS) {
        await visit(page, path);
        await page.locator("main h1").waitFor();
        await page.waitForLoadState("networkidle");
        await page.locator(".skeleton").waitFor({ state: "detached" });
        await accessible(page);
      }
    });
  }
}

browse("fits on a phone", { width: 390, height: 844, language: "zh-CN", theme: "dark" }, async (page) => {
  await signIn(page, "administrator");
  for (const path of SCREENS) {
    await visit(page, path);
    await page.locator("main h1").waitFor();
    await page.waitForLoadState("networkidle");
    await page.locator(".skeleton").waitFor({ state: "detached" });
    await fits(page);
    await accessible(page);
  }
});
