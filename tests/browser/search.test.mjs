// The search for records of all kinds, in the palette.

import assert from "node:assert/strict";
import { accessible, api, browse, languages, signIn, themes, unique, visit } from "./harness.mjs";

const open = async (page) => {
  await page.keyboard.press("Control+k");
  return page.locator(".palette input");
};

for (const language of languages) {
  for (const theme of themes) {
    browse(`what is found is accessible in ${language}, ${theme}`, { language, theme }, async (page) => {
      await signIn(page, "sales director");
      await visit(page, "/accounts");
      await page.getByRole("heading", { level: 1 }).waitFor();
      await (await open(page)).fill("an");
      await page.locator(".palette-list .is-found").first().waitFor();
      await page.locator(".palette-list[aria-busy=false]").waitFor();
      await accessible(page);
    });
  }
}

browse("records are found by number, by two characters and in spite of a typing error", {}, async (page) => {
  await signIn(page, "sales rep");
  const word = `Harbour${unique()}`;
  const digits = String(Math.floor(Math.random() * 1e8)).padStart(8, "0");
  const made = await api(page, "POST", "accounts", { name: `深圳${word}华为技术`, type: "customer", phone: `+86138${digits}` });
  assert.ok(made.id, JSON.stringify(made));
  await visit(page, "/");
  await page.getByRole("heading", { level: 1 }).waitFor();
  const input = await open(page);
  const found = page.getByRole("group", { name: "Accounts" }).getByRole("option", { name: made.name });
  for (const q of [`138 ${digits.slice(0, 4)}-${digits.slice(4)}`, `华为 ${word}`, word.replace("bo", "ob")]) {
    await input.fill("");
    await page.locator(".palette-list .is-found").waitFor({ state: "detached" });
    await input.fill(q);
    await found.waitFor();
  }
  assert.match(await found.innerText(), /Similar/);
  await input.fill(`华为 ${word}`);
  await page.locator(".palette-list[aria-busy=false]").waitFor();
  assert.deepEqual(await found.locator("mark").allInnerTexts(), [word, "华为"]);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/accounts/${made.id}`);
});

browse("what is beyond the best is in the list of its kind", {}, async (page) => {
  await signIn(page, "sales rep");
  const word = `Quay${unique()}`;
  for (let number = 0; number < 6; number += 1) {
    await api(page, "POST", "accounts", { name: `${word} ${number}`, type: "customer" });
  }
  await visit(page, "/");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await (await open(page)).fill(word);
  const rest = page.getByRole("option", { name: "Show all in “Accounts”" });
  await rest.waitFor();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press("ArrowDown");
  assert.equal(await rest.getAttribute("aria-selected"), "true");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/accounts?q=${word}`);
  await page.locator("tbody tr[data-row]").nth(5).waitFor();
});
