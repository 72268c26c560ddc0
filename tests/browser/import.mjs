// The steps of an import, as the tests of imports take them.

import { visit } from "./harness.mjs";

/** A CSV file as a browser takes it. */
export const csv = (name, ...lines) => ({ name, mimeType: "text/csv", buffer: Buffer.from(`${lines.join("\n")}\n`) });

export const button = (page, name) => page.getByRole("button", { name, exact: true });
/** The button that leads on, in any language. */
export const onward = (page) => page.locator(".import-foot button").last();
export const step = (page, name) => page.locator(`[data-step=${name}]`);
export const field = (page, column) => page.getByLabel(`Field for ${column}`, { exact: true });
export const fileInput = (page) => page.locator("input[type=file]");

/** The number of this name, as a number. */
export const figure = async (page, name) => {
  const figures = page.locator(".import-counts .figure").filter({ has: page.getByText(name, { exact: true }) });
  return Number((await figures.locator(".figure-value").innerText()).replaceAll(",", ""));
};

/** The refused rows on the screen: number, columns, values and words of each. */
export const refused = async (page) => {
  await page.locator(".plain-table tbody tr").first().waitFor();
  const rows = await page.locator(".plain-table tbody tr").all();
  return Promise.all(rows.map(async (row) => (await row.locator("td").allInnerTexts()).map((text) => text.trim())));
};

/** Chooses a file for records of a kind and goes on to its columns. */
export const begin = async (page, kind, file) => {
  await visit(page, `/imports/new?kind=${kind}`);
  await fileInput(page).setInputFiles(file);
  await page.locator(".import-preview").waitFor();
  await onward(page).click();
  await step(page, "match").waitFor();
};

/** Lets the rows be checked, and waits for what is said of them. */
export const check = async (page, words) => {
  await button(page, "Check the rows").click();
  await step(page, "check").getByText(words).waitFor({ timeout: 60_000 });
};

/** Gives every row the same value in a field that no column has. */
export const fix = async (page, name, value) => {
  await button(page, name).click();
  await page.getByLabel("Fixed value", { exact: true }).last().selectOption(value);
};

/** Lets the rows come in, and waits for the result. */
export const run = async (page, press, words) => {
  await button(page, press).click();
  await step(page, "result").getByText(words).waitFor({ timeout: 60_000 });
};
