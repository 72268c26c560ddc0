// What others do with one's records: the bell, and the list behind it.

import assert from "node:assert/strict";

import { accessible, api, browse, fits, languages, open, signIn, themes, unique, visit } from "./harness.mjs";

const bell = (page) => page.locator(".bell button");
const count = (page) => page.locator(".bell-count");

/** What happens when a tab is looked at again. */
const lookAgain = (page) => page.evaluate(() => dispatchEvent(new Event("visibilitychange")));

/** A page of the manager's, with leads of theirs named after `mark`. */
const manager = async (mark, leads) => {
  const page = await open();
  await signIn(page, "sales manager");
  for (let number = 1; number <= leads; number++) {
    await api(page, "POST", "leads", { name: `${mark} ${number}` });
  }
  return page;
};

const representative = async (page) => {
  await signIn(page, "sales rep");
  const { user } = await api(page, "GET", "auth/me");
  await api(page, "POST", "notifications/actions/read", {});
  return user;
};

browse("What is given to one rings the bell without a reload", {}, async (page) => {
  const mark = unique();
  const user = await representative(page);
  await visit(page, "/leads");
  await bell(page).waitFor();
  assert.equal(await count(page).count(), 0, "nothing is new");

  const theirs = await manager(mark, 2);
  await visit(theirs, `/leads?q=${mark}`);
  await theirs.getByRole("checkbox", { name: "Select all" }).check();
  const bar = theirs.locator(".bulk-bar");
  await bar.getByText("2 selected").waitFor();
  await bar.getByRole("button", { name: "Change the owner" }).click();
  const dialog = theirs.getByRole("dialog", { name: "Change the owner" });
  await dialog.getByRole("combobox").fill(user.name);
  await dialog.getByRole("option", { name: user.name }).click();
  await dialog.getByLabel("Reason").fill("New area");
  await dialog.getByRole("button", { name: "Change the owner" }).click();
  await theirs.getByText("2 records were given to another owner").waitFor();

  await lookAgain(page);
  await count(page).getByText("2", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Notifications, 2 unread" }).press("Enter");
  const panel = page.getByRole("complementary", { name: "Notifications" });
  await panel.getByRole("listitem").filter({ hasText: `${mark} 1` }).getByText(`Owner is now ${user.name}`).waitFor();
  await accessible(page);
  await panel.getByRole("link", { name: `${mark} 2` }).press("Enter");
  await page.getByRole("heading", { name: `${mark} 2`, level: 1 }).waitFor();
  await count(page).getByText("1", { exact: true }).waitFor();
  await panel.getByRole("button", { name: "Mark all as read" }).press("Enter");
  await count(page).waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  await theirs.context().close();
});

for (const theme of themes) {
  for (const language of languages) {
    browse(`Notifications fit a phone (${theme}, ${language})`, { theme, language, width: 390, height: 844 }, async (page) => {
      const mark = unique();
      const user = await representative(page);
      const theirs = await manager(mark, 1);
      const { data } = await api(theirs, "GET", `leads?q=${mark}`);
      const path = `leads/${data[0].id}/actions/assign`;
      await api(theirs, "POST", path, { owner_id: user.id }, { "if-match": "*" });
      await theirs.context().close();
      await visit(page, "/");
      await count(page).getByText("1", { exact: true }).waitFor();
      await bell(page).click();
      await page.locator(".notice").first().waitFor();
      await fits(page);
      await accessible(page);
      await page.locator(".notice a").first().click();
      await page.locator(".notices").waitFor({ state: "detached" });
    });
  }
}
