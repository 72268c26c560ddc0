// Who gets which leads: rules, absences, and a lead that is given away.

import assert from "node:assert/strict";

import { accessible, api, browse, fits, languages, signIn, themes, unique, visit } from "./harness.mjs";

const person = async (page, role) => {
  const roles = await api(page, "GET", `roles?code=${role}`);
  const users = await api(page, "GET", `users?role_ids=${roles.data[0].id}&is_active=true&limit=2`);
  return users.data;
};

browse("A rule is made, tried and followed", {}, async (page) => {
  await signIn(page, "administrator");
  const mark = unique();
  const [one] = await person(page, "sales_representative");
  const lead = await api(page, "POST", "leads", { name: `${mark} lead`, city: mark });

  await visit(page, "/settings");
  await page.getByRole("link", { name: "Assignment rules" }).click();
  await page.getByRole("button", { name: "New Assignment rule" }).first().click();
  const form = page.getByRole("dialog", { name: "New Assignment rule" });
  await form.getByLabel("Name").fill(`${mark} rule`);
  await form.getByLabel("Position").fill("1");
  await form.getByRole("button", { name: "Filter" }).click();
  const editor = page.locator(".filter-editor");
  await editor.getByLabel("Field").selectOption({ label: "City" });
  await editor.getByLabel("Value").fill(mark);
  await editor.getByRole("button", { name: "Apply" }).click();
  await form.getByText(`City is ${mark}`).waitFor();
  await form.getByLabel("Who gets them").fill(one.name);
  await page.getByRole("option", { name: one.name }).first().click();
  await accessible(page);
  await form.getByRole("button", { name: "Save" }).click();
  await page.locator("td[data-column=filter]").getByText(`City is ${mark}`).waitFor();

  await visit(page, `/leads/${lead.id}`);
  await page.getByRole("button", { name: "Assign by rules" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Who gets the lead" });
  await dialog.getByText(`${one.name} gets it.`).waitFor();
  await dialog.getByRole("columnheader", { name: `${mark} rule` }).waitFor();
  await accessible(page);
  await page.keyboard.press("Control+Enter");
  await page.getByText("The owner was changed").waitFor();
  const after = await api(page, "GET", `leads/${lead.id}`);
  assert.equal(after.owner_id, one.id);
  const [rule] = (await api(page, "GET", `assignment-rules?name=${encodeURIComponent(`${mark} rule`)}`)).data;
  await api(page, "DELETE", `assignment-rules/${rule.id}`, undefined, { "if-match": "*" });
});

for (const theme of themes) {
  for (const language of languages) {
    browse(`Rules and absences fit a phone (${theme}, ${language})`, { theme, language, width: 390, height: 844 }, async (page) => {
      await signIn(page, "administrator");
      const mark = unique();
      const [one] = await person(page, "sales_representative");
      const rule = await api(page, "POST", "assignment-rules", {
        name: `${mark} rule`, position: 1, method: "least_busy", user_ids: [one.id], is_active: false,
        filter: { and: [{ field: "source", op: "in", value: ["website", "event"] }] },
      });
      const day = { user_id: one.id, starts_on: "2026-01-05", ends_on: "2026-01-09", note: mark };
      const absence = await api(page, "POST", "absences", day);
      const screens = [
        [`/assignment-rules/${rule.id}`, page.getByRole("heading", { name: `${mark} rule` })],
        ["/assignment-rules", page.getByRole("link", { name: `${mark} rule` })],
        ["/absences", page.getByRole("link", { name: one.name }).first()],
      ];
      for (const [path, shown] of screens) {
        await visit(page, path);
        await shown.waitFor();
        await fits(page);
        await accessible(page);
      }
      await api(page, "DELETE", `assignment-rules/${rule.id}`, undefined, { "if-match": "*" });
      await api(page, "DELETE", `absences/${absence.id}`, undefined, { "if-match": "*" });
    });
  }
}
