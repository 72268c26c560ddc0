// Leads: their list, and the exits that a lead takes.

import assert from "node:assert/strict";
import { accessible, api, browse, fits, languages, signIn, themes, unique, visit } from "./harness.mjs";

/** A lead; `fields` are its own. */
const lead = async (page, fields = {}) => {
  const made = await api(page, "POST", "leads", { name: `Lin ${unique()}`, company_name: "Quay Foods", ...fields });
  assert.ok(made.id, JSON.stringify(made));
  return made;
};

const read = (page, { id }) => api(page, "GET", `leads/${id}`);
const button = (page, name) => page.getByRole("main").getByRole("button", { name, exact: true });
const press = (page, name) => button(page, name).click();

for (const language of languages) {
  for (const theme of themes) {
    browse(`leads are accessible in ${language}, ${theme}`, { language, theme }, async (page) => {
      await signIn(page, "sales director");
      const { id, name } = await lead(page, { rating: "hot", email: `${unique()}@quay.example` });
      await visit(page, "/leads?status__in=new,working");
      await page.getByText(name).first().waitFor();
      await accessible(page);
      await visit(page, `/leads/${id}`);
      await page.getByRole("heading", { level: 1, name }).waitFor();
      await accessible(page);
    });
  }
}

browse("a lead is qualified, put aside, given up and taken up again", {}, async (page, { expect }) => {
  expect(/422/);
  await signIn(page, "sales director");
  const made = await lead(page);
  await visit(page, `/leads/${made.id}`);
  await press(page, "Qualify");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Note").fill("Wants a quote in March");
  await dialog.getByRole("button", { name: "Qualify" }).click();
  await page.getByText("Qualified · Wants a quote in March").waitFor();
  assert.equal((await read(page, made)).status, "qualified");

  await press(page, "Nurture");
  await dialog.getByRole("button", { name: "Nurture" }).click();
  await dialog.getByText("required", { exact: false }).first().waitFor();
  await dialog.getByLabel("Look again on").fill("2031-03-04");
  await dialog.getByRole("button", { name: "Nurture" }).click();
  await page.getByText("Put aside until", { exact: false }).first().waitFor();
  assert.equal((await read(page, made)).recheck_on, "2031-03-04");

  // The buttons follow how the lead stands.
  await button(page, "Qualify").waitFor();
  await press(page, "Disqualify");
  await dialog.getByLabel("Reason").selectOption({ label: "Other" });
  await dialog.getByRole("button", { name: "Disqualify" }).click();
  await dialog.getByText("required", { exact: false }).first().waitFor();
  await dialog.getByLabel("Note").fill("Moved abroad");
  await dialog.getByRole("button", { name: "Disqualify" }).click();
  await page.getByText("Disqualified: Other · Moved abroad").waitFor();

  await button(page, "Qualify").waitFor({ state: "detached" });
  await press(page, "Work on it again");
  await dialog.getByRole("button", { name: "Work on it again" }).click();
  await page.getByText("Lead is being worked on again").first().waitFor();
  assert.equal((await read(page, made)).status, "working");
});

browse("a lead is added and qualified with the keyboard on a phone", { width: 390, height: 844 }, async (page) => {
  await signIn(page, "sales rep");
  await visit(page, "/leads");
  await page.getByRole("button", { name: "New Lead" }).focus();
  await page.keyboard.press("Enter");
  const name = `Chen ${unique()}`;
  await page.getByRole("dialog").getByRole("textbox", { name: /^Name/ }).fill(name);
  await page.keyboard.press("Control+Enter");
  await page.getByText(name).first().waitFor();
  await fits(page);
  const [made] = (await api(page, "GET", `leads?q=${encodeURIComponent(name)}`)).data;
  await visit(page, `/leads/${made.id}`);
  await button(page, "Actions").focus();
  await fits(page);
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Qualify", exact: true }).press("Enter");
  await page.getByRole("dialog").getByLabel("Note").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("Lead qualified").first().waitFor();
  assert.equal((await read(page, made)).status, "qualified");
});

for (const language of languages) {
  browse(`a form is made, and makes a lead of its visitor, in ${language}`, { language }, async (page) => {
    await signIn(page, "administrator");
    const owner = (await api(page, "GET", "auth/me")).user.id;
    const form = await api(page, "POST", "web-forms", {
      name: `Fair ${unique()}`,
      title: "Write to us",
      fields: ["company_name", "email"],
      required_fields: ["email"],
      lead_owner_id: owner,
      consent_text: "You may write to me.",
      consent_is_required: true,
      thanks: "We write back soon.",
    });
    assert.ok(form.id, JSON.stringify(form));
    await visit(page, `/web-forms/${form.id}`);
    await page.getByRole("heading", { level: 1, name: form.name }).waitFor();
    await accessible(page);
    const publish = language === "en" ? "Link and frame" : "链接与嵌入代码";
    await page.getByRole("button", { name: publish }).click();
    const address = await page.getByRole("dialog").locator("code").first().textContent();
    await accessible(page);

    const email = `${unique()}@visitor.example`;
    await page.goto(new URL(address).pathname);
    await accessible(page);
    await page.locator("input[name=name]").fill("Zhao Min");
    await page.locator("input[name=email]").fill(email);
    await page.locator("input[name=consent]").check();
    // Nobody is faster than this.
    await page.waitForTimeout(2200);
    await page.getByRole("button").click();
    await page.getByText("We write back soon.").waitFor();
    await accessible(page);

    await visit(page, "/leads");
    const [lead] = (await api(page, "GET", `leads?email=${encodeURIComponent(email)}`)).data;
    assert.equal(lead.name, "Zhao Min");
    assert.ok(lead.consent_at);
  });
}

browse("a lead is converted to what is there already, with a deal", {}, async (page) => {
  await signIn(page, "sales director");
  const company = `Quay ${unique()} Foods`;
  const account = await api(page, "POST", "accounts", { name: company, type: "customer" });
  const made = await lead(page, { company_name: company, email: `${unique()}@quay.example`, rating: "hot" });
  await visit(page, `/leads/${made.id}`);
  await page.getByRole("tab", { name: "Score" }).click();
  await page.getByRole("cell").first().waitFor();
  await press(page, "Convert");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: `Attach to ${company}` }).waitFor();
  assert.ok(await dialog.getByRole("radio", { name: `Attach to ${company}` }).isChecked());
  await accessible(page);
  await dialog.getByRole("textbox", { name: /^Name/ }).fill("Crane for the quay");
  await dialog.getByRole("button", { name: "Convert" }).click();
  await page.getByRole("heading", { level: 1, name: "Crane for the quay" }).waitFor();
  const converted = await read(page, made);
  assert.equal(converted.status, "converted");
  assert.equal(converted.account_id, account.id);
  assert.ok(converted.contact_id && converted.opportunity_id);
});
