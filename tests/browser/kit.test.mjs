// The component kit: every component is usable by keyboard, and axe finds nothing wrong in its gallery.

import assert from "node:assert/strict";
import { accessible, browse, fits, languages, themes, visit } from "./harness.mjs";

/** The gallery, in the language of the page. */
const gallery = async (page) => {
  await visit(page, "/_kit");
  await page.locator(".gallery").waitFor();
};

const button = (page, name) => page.getByRole("button", { name, exact: true });
const focused = (page) => page.evaluate(() => document.activeElement?.textContent?.trim());
const keys = async (page, ...names) => {
  for (const name of names) await page.keyboard.press(name);
};

for (const theme of themes) {
  for (const language of languages) {
    browse(`the gallery is accessible, ${theme}, ${language}`, { theme, language }, async (page) => {
      await gallery(page);
      if (language === "zh-CN") await page.getByRole("radio", { name: "中文" }).check({ force: true });
      await accessible(page);
    });
  }
}

for (const width of [320, 390, 768, 1600]) {
  browse(`the gallery fits ${width} px`, { width }, async (page) => {
    await gallery(page);
    await fits(page);
  });
}

browse("a menu is used by keyboard and gives the focus back", {}, async (page) => {
  await gallery(page);
  const menu = button(page, "More actions").first();
  await menu.focus();
  await keys(page, "ArrowDown");
  await page.getByRole("menuitem", { name: "Edit" }).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "menuitem");
  assert.equal(await focused(page), "Edit");
  await accessible(page);
  await keys(page, "ArrowDown");
  assert.equal(await focused(page), "Duplicate");
  await keys(page, "End");
  assert.equal(await focused(page), "Delete");
  await keys(page, "ArrowDown", "c");
  assert.equal(await focused(page), "Compact");
  await keys(page, "Escape");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-haspopup") === "menu");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-expanded") === "false");
  await keys(page, "Enter");
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "menuitem");
  await keys(page, "Enter");
  await page.getByText("Saved").waitFor();
});

browse("a combobox finds, picks, creates and clears", {}, async (page) => {
  await gallery(page);
  const owner = page.getByRole("combobox", { name: "Owner" });
  await owner.fill("ada");
  const option = page.getByRole("option", { name: "Ada Lovelace" });
  await option.waitFor();
  assert.equal(await owner.getAttribute("aria-expanded"), "true");
  assert.equal(await owner.getAttribute("aria-activedescendant"), await option.getAttribute("id"));
  await accessible(page);
  await keys(page, "Enter");
  assert.equal(await owner.inputValue(), "Ada Lovelace");
  assert.equal(await owner.getAttribute("aria-expanded"), "false");
  await owner.fill("nobody of this name");
  await page.getByText("Nothing found").waitFor();
  await keys(page, "Escape");
  assert.equal(await owner.inputValue(), "Ada Lovelace", "what is typed and not picked is forgotten");
  await button(page, "Clear").last().click();
  assert.equal(await owner.inputValue(), "");

  const source = page.locator("input[role=combobox]").nth(1);
  await source.fill("Podcast");
  await keys(page, "ArrowUp", "Enter");
  assert.equal(await source.inputValue(), "Podcast");
});

browse("several are picked, and taken away by Backspace", {}, async (page) => {
  await gallery(page);
  const team = page.getByRole("combobox", { name: "Team" });
  await team.fill("grace");
  await page.getByRole("option", { name: "Grace Hopper" }).waitFor();
  await keys(page, "Enter");
  const chips = team.locator("xpath=..").locator(".chip");
  assert.equal(await chips.count(), 3);
  await keys(page, "Backspace");
  assert.equal(await chips.count(), 2);
});

browse("texts become chips", {}, async (page) => {
  await gallery(page);
  const tags = page.getByLabel("Tags", { exact: true });
  await tags.pressSequentially("重点，");
  await button(page, "Remove 重点").waitFor();
  await tags.fill("a, b；c");
  await button(page, "Remove c").waitFor();
  assert.equal(await tags.inputValue(), "");
});

browse("a dialog keeps the focus, and Escape gives it back", {}, async (page) => {
  await gallery(page);
  await button(page, "Open a dialog").click();
  const dialog = page.getByRole("dialog", { name: "New lead" });
  await dialog.waitFor();
  await page.waitForFunction(() => document.activeElement?.matches("dialog input"));
  await accessible(page);
  for (let step = 0; step < 6; step += 1) {
    await keys(page, "Tab");
    const inside = await page.evaluate(() => document.activeElement.closest("dialog") !== null);
    const isPage = await page.evaluate(() => document.activeElement === document.body);
    assert.ok(inside || isPage, "the focus does not get behind the dialog");
  }
  await keys(page, "Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.equal(await focused(page), "Open a dialog");
});

browse("a question is answered, undone, and asked again", {}, async (page) => {
  await gallery(page);
  await button(page, "Ask a question").click();
  const question = page.getByRole("dialog", { name: "Delete 3 leads?" });
  await question.waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent === "Cancel");
  await accessible(page);
  await keys(page, "Enter");
  await question.waitFor({ state: "hidden" });
  assert.equal(await page.getByText("3 leads deleted").count(), 0);
  await button(page, "Ask a question").click();
  await question.getByRole("button", { name: "Delete" }).click();
  await page.getByText("3 leads deleted").waitFor();
  await accessible(page);
  await keys(page, "Control+z");
  await page.getByText("Restored").waitFor();
  assert.equal(await page.getByText("3 leads deleted").count(), 0);
});

browse("what fails is an alert that stays, and the same is said once", {}, async (page) => {
  await gallery(page);
  await button(page, "Failed").click();
  await button(page, "Failed").click();
  const alert = page.locator(".toast[role=alert]");
  await alert.getByText("×2").waitFor();
  assert.equal(await alert.count(), 1);
  await button(page, "Dismiss").click();
  await alert.waitFor({ state: "detached" });
});

browse("a panel leaves the page usable, and its edge moves by keys", {}, async (page) => {
  await gallery(page);
  await button(page, "Open a panel").click();
  const panel = page.getByRole("complementary", { name: "Preview" });
  await panel.waitFor();
  await accessible(page);
  const edge = page.getByRole("separator", { name: "Width of the panel" });
  await edge.focus();
  await keys(page, "ArrowLeft");
  assert.equal(await edge.getAttribute("aria-valuenow"), "496");
  assert.equal((await panel.boundingBox()).width, 496);
  await keys(page, "Escape");
  await panel.waitFor({ state: "detached" });
  assert.equal(await focused(page), "Open a panel");
});

browse("tabs move by arrow keys and show their panels", {}, async (page) => {
  await gallery(page);
  const tab = (name) => page.getByRole("tab", { name });
  await tab("All").focus();
  await keys(page, "ArrowRight");
  assert.equal(await tab("Mine").getAttribute("aria-selected"), "true");
  await keys(page, "End");
  assert.equal(await tab("Unassigned").getAttribute("aria-selected"), "true");
  await keys(page, "Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "tabpanel");
});

browse("amounts, shares and phones are put right", {}, async (page) => {
  await gallery(page);
  const amount = page.getByLabel("Amount", { exact: true }).first();
  assert.equal(await amount.inputValue(), "1,234,500.5");
  await amount.focus();
  assert.equal(await amount.inputValue(), "1234500.5");
  await amount.fill("¥２０００.25元");
  await amount.blur();
  assert.equal(await amount.inputValue(), "2,000.25");
  const discount = page.getByLabel("Discount");
  await discount.fill("33.5");
  await discount.blur();
  assert.equal(await discount.inputValue(), "33.5");
  const phone = page.getByLabel("Phone");
  await phone.fill("１３８ 0013 8000");
  await phone.blur();
  assert.equal(await phone.inputValue(), "13800138000");
});

browse("an error is tied to its input", {}, async (page) => {
  await gallery(page);
  const email = page.getByLabel("E-mail");
  assert.equal(await email.getAttribute("aria-invalid"), "true");
  const id = await email.getAttribute("aria-describedby");
  assert.match(await page.locator(`#${id}`).textContent(), /Enter an address/);
  await email.fill("li.wei@example.com");
  assert.equal(await email.getAttribute("aria-invalid"), null);
  assert.equal(await email.getAttribute("aria-describedby"), null);
});

browse("cards move by keyboard, and it is said", {}, async (page) => {
  await gallery(page);
  const card = page.locator('[data-card="Acme"]');
  const column = page.getByRole("list", { name: "Negotiation" });
  await card.focus();
  await keys(page, "Space", "ArrowRight", "ArrowRight", "Space");
  await column.getByText("Acme").waitFor();
  await page.getByText("Acme dropped in Negotiation").waitFor({ state: "attached" });
  await page.waitForFunction(() => document.activeElement?.dataset.card === "Acme");
  await page.locator('[data-card="Globex"]').focus();
  await keys(page, "Space", "ArrowRight", "Escape");
  assert.equal(await column.getByText("Globex").count(), 0);
});

browse("cards are dragged by the mouse, and Escape puts them back", {}, async (page) => {
  await gallery(page);
  const card = page.locator('[data-card="华为"]');
  const column = page.getByRole("list", { name: "Proposal" });
  const drag = async () => {
    await card.scrollIntoViewIfNeeded();
    const [from, to] = [await card.boundingBox(), await column.boundingBox()];
    await page.mouse.move(from.x + 30, from.y + 15);
    await page.mouse.down();
    await page.mouse.move(from.x + 50, from.y + 20, { steps: 3 });
    await page.mouse.move(to.x + 40, to.y + 60, { steps: 8 });
  };
  await drag();
  await keys(page, "Escape");
  await page.mouse.up();
  assert.equal(await column.getByText("华为").count(), 0);
  await drag();
  await page.mouse.up();
  await column.getByText("华为").waitFor();
  const order = await column.locator("[data-card]").allTextContents();
  assert.deepEqual(order, ["Initech", "华为", "中兴"]);
  assert.equal(await page.locator(".toast").count(), 0, "a drag is no click");
});

browse("a tree is walked, closed and rearranged by keyboard", {}, async (page) => {
  await gallery(page);
  const row = (name) => page.getByRole("treeitem", { name });
  await page.locator('[data-node="east"]').focus();
  await keys(page, "ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.node), "sales");
  await keys(page, "ArrowLeft");
  assert.equal(await page.locator('[data-node="sales"]').getAttribute("aria-expanded"), "false");
  assert.equal(await row("East").count(), 0);
  await keys(page, "ArrowRight", "ArrowRight", "Control+x", "End");
  await page.locator('[data-node="service"]').focus();
  await keys(page, "Control+v");
  await page.locator('[data-node="service"] [data-node="east"]').waitFor();
});

browse("shortcuts are heard, but not while somebody types or a dialog is open", {}, async (page) => {
  await gallery(page);
  const heard = (keys) => page.getByText(`You pressed ${keys}`);
  await keys(page, "g", "h");
  await heard("g h").waitFor();
  await keys(page, "Control+k");
  await heard("Control+k").waitFor();
  const question = heard("?");
  await page.getByLabel("Phone").press("?");
  await button(page, "Open a dialog").click();
  await page.waitForFunction(() => document.activeElement?.matches("dialog input"));
  await keys(page, "?");
  assert.equal(await question.count(), 0);
  await keys(page, "Escape", "?");
  await question.waitFor();
});
