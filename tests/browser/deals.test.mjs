// Deals: the board, the steps of a deal, and what its page has of its own.

import assert from "node:assert/strict";
import { accessible, api, browse, fits, languages, signIn, themes, unique, visit } from "./harness.mjs";

/** The stages of the default pipeline, or of the one that is not. */
const stages = async (page, { isDefault = true } = {}) => {
  const pipelines = (await api(page, "GET", "pipelines")).data;
  const pipeline = pipelines.find(({ is_default }) => is_default === isDefault);
  const all = (await api(page, "GET", "stages?sort=position&limit=200")).data;
  const of = (outcome) => all.filter((stage) => stage.pipeline_id === pipeline.id && stage.outcome === outcome);
  return { pipeline, open: of("open"), won: of("won")[0], lost: of("lost")[0] };
};

/** An account and a deal on it; `fields` are the deal's. */
const deal = async (page, fields = {}) => {
  const account = await api(page, "POST", "accounts", { name: `Quay ${unique()}`, type: "customer" });
  const made = await api(page, "POST", "opportunities", {
    name: `Crane ${unique()}`,
    currency: "CNY",
    amount: "12500.50",
    account_id: account.id,
    ...fields,
  });
  assert.ok(made.id, JSON.stringify(made));
  return made;
};

const read = (page, { id }) => api(page, "GET", `opportunities/${id}`);
const column = (page, stage) => page.locator(`section.board-column[aria-label="${stage.name}"]`);
const card = (page, { id }) => page.locator(`[data-card="${id}"]`);
const cardIn = (page, stage, { id }) => column(page, stage).locator(`[data-card="${id}"]`);
const toast = (page, text) => page.getByText(text).first();

/** The board with the deals whose name has this text. */
const board = (page, q, more = "") => visit(page, `/opportunities/board?q=${encodeURIComponent(q)}${more}`);

/** Waits until the head of a column says what the report says. */
const addsUp = async (page, stage, q) => {
  const funnel = await api(page, "GET", `analytics/funnel?pipeline_id=${stage.pipeline_id}&q=${encodeURIComponent(q)}`);
  const row = funnel.rows.find(({ stage_id }) => stage_id === stage.id);
  const head = column(page, stage);
  const same = (sum, value) => head.locator(`[data-sum="${sum}"][data-value="${value}"]`).waitFor();
  await head.locator(".count", { hasText: new RegExp(`^${row.count}$`) }).waitFor();
  await same("amount", row.amount);
  await same("weighted", row.weighted_amount);
  return row;
};

/** Drags a card into a column with the mouse. */
const drag = async (page, from, to) => {
  const [card, column] = [await from.boundingBox(), await to.boundingBox()];
  await page.mouse.move(card.x + card.width / 2, card.y + card.height - 12);
  await page.mouse.down();
  await page.mouse.move(card.x + card.width / 2 + 10, card.y + card.height - 10, { steps: 2 });
  await page.mouse.move(column.x + column.width / 2, column.y + column.height / 2, { steps: 8 });
  await page.locator(".drag-card[data-held]").waitFor();
  await page.mouse.up();
};

for (const language of languages) {
  for (const theme of themes) {
    browse(`the board and a deal are accessible in ${language}, ${theme}`, { language, theme }, async (page) => {
      await signIn(page, "sales director");
      const made = await deal(page);
      await visit(page, "/opportunities/board");
      await page.locator(".board-card").first().waitFor();
      await page.locator('[data-sum="weighted"]').first().waitFor();
      await accessible(page);
      await visit(page, `/opportunities/${made.id}`);
      await page.locator(".stage-bar .stage").first().waitFor();
      await accessible(page);
      await page.getByRole("tab").nth(1).click();
      await page.locator(".deal-add-line").waitFor();
      await accessible(page);
      await page.getByRole("tab").nth(2).click();
      await page.locator(".deal-table tbody tr").first().waitFor();
      await accessible(page);
      await page.locator(".page-actions button").nth(1).click();
      await page.locator("dialog[open] select").waitFor();
      await accessible(page);
    });
  }
}

browse("a board asks for its setup, its sums, and each open column twice", {}, async (page) => {
  await signIn(page, "sales director");
  const { open } = await stages(page);
  const asked = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (/opportunities|analytics|pipelines|stages|activities/.test(pathname) && pathname.startsWith("/api/")) asked.push(pathname);
  });
  await visit(page, "/opportunities/board");
  await page.locator(".board-card").first().waitFor();
  await page.locator('[data-sum="weighted"]').first().waitFor();
  await page.waitForLoadState("networkidle");
  const count = (name) => asked.filter((path) => path.endsWith(name)).length;
  assert.deepEqual(
    [count("/pipelines/search"), count("/stages/search"), count("/analytics/funnel"), count("/opportunities/search")],
    [1, 1, 1, open.length],
    asked.join(" "),
  );
  const next = count("/activities/search");
  assert.ok(next > 0 && next <= open.length, `what comes next is asked once for a column that has cards: ${next}`);
  assert.equal(asked.length, open.length + next + 3, asked.join(" "));
});

browse("a card dragged with the mouse moves its deal, and the sums follow", {}, async (page) => {
  await signIn(page, "sales director");
  const { open } = await stages(page);
  const made = await deal(page);
  await board(page, made.name);
  await cardIn(page, open[0], made).waitFor();
  const before = await addsUp(page, open[0], made.name);
  assert.equal(before.count, 1);
  await drag(page, card(page, made), column(page, open[1]));
  await cardIn(page, open[1], made).waitFor();
  await toast(page, `${made.name} moved to ${open[1].name}`).waitFor();
  assert.equal((await read(page, made)).stage_id, open[1].id);
  const after = await addsUp(page, open[1], made.name);
  assert.equal(after.count, 1);
  assert.equal((await addsUp(page, open[0], made.name)).count, 0);
  await page.getByRole("button", { name: "Undo" }).click();
  await cardIn(page, open[0], made).waitFor();
  await addsUp(page, open[0], made.name);
  assert.equal((await read(page, made)).stage_id, open[0].id);
});

browse("a card let go beside all columns stays where it was", {}, async (page) => {
  await signIn(page, "sales director");
  const { open } = await stages(page);
  const made = await deal(page);
  await board(page, made.name);
  await cardIn(page, open[0], made).waitFor();
  const [from, to] = [await card(page, made).boundingBox(), await column(page, open[1]).boundingBox()];
  await page.mouse.move(from.x + 20, from.y + from.height - 12);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
  await page.mouse.move(to.x + to.width / 2, 20, { steps: 4 });
  await page.mouse.up();
  await cardIn(page, open[0], made).waitFor();
  assert.equal((await read(page, made)).stage_id, open[0].id);
});

browse("a card is moved with the keyboard, and keeps the focus", {}, async (page) => {
  await signIn(page, "sales director");
  const { open } = await stages(page);
  const made = await deal(page);
  await board(page, made.name);
  await cardIn(page, open[0], made).focus();
  await page.keyboard.press("Space");
  await page.locator("#announcer", { hasText: made.name }).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.locator("#announcer", { hasText: open[1].name }).waitFor();
  await page.keyboard.press("Space");
  await cardIn(page, open[1], made).waitFor();
  await toast(page, `${made.name} moved to ${open[1].name}`).waitFor();
  await page.waitForFunction((id) => document.activeElement?.dataset.card === id, made.id);
  assert.equal((await read(page, made)).stage_id, open[1].id);
});

browse("a card lifted with the keyboard is put back by Escape", {}, async (page) => {
  await signIn(page, "sales director");
  const { open } = await stages(page);
  const made = await deal(page);
  await board(page, made.name);
  await cardIn(page, open[0], made).focus();
  for (const key of ["Space", "ArrowRight", "Escape"]) await page.keyboard.press(key);
  await page.locator("#announcer", { hasText: "stays where it was" }).waitFor();
  await cardIn(page, open[0], made).waitFor();
});

browse("a lost deal needs a reason; giving up puts the card back", {}, async (page) => {
  await signIn(page, "sales director");
  const { open, lost } = await stages(page);
  const made = await deal(page);
  const reasons = (await api(page, "GET", "loss-reasons?limit=200")).data.filter(({ is_active }) => is_active);
  const [plain, wordy] = [false, true].map((needs) => reasons.find(({ needs_note }) => needs_note === needs));
  await board(page, made.name);
  await cardIn(page, open[0], made).waitFor();
  await drag(page, card(page, made), column(page, lost));
  const dialog = page.getByRole("dialog", { name: "Close as lost" });
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await cardIn(page, open[0], made).waitFor();
  await addsUp(page, open[0], made.name);
  assert.equal((await read(page, made)).outcome, "open");

  await drag(page, card(page, made), column(page, lost));
  await dialog.getByRole("button", { name: "Close as lost" }).click();
  await dialog.locator("[aria-invalid=true]").waitFor();
  await dialog.getByLabel("Loss reason").selectOption(wordy.id);
  await dialog.getByRole("button", { name: "Close as lost" }).click();
  await dialog.locator("textarea[aria-invalid=true]").waitFor();
  await dialog.getByLabel("Loss reason").selectOption(plain.id);
  await dialog.getByRole("button", { name: "Close as lost" }).click();
  await toast(page, `${made.name} is lost`).waitFor();
  await card(page, made).waitFor({ state: "detached" });
  const now = await read(page, made);
  assert.deepEqual([now.outcome, now.loss_reason_id], ["lost", plain.id]);
  assert.equal((await addsUp(page, open[0], made.name)).count, 0);
});

browse("a won deal asks for its amount and day, and can be opened again", {}, async (page) => {
  await signIn(page, "sales director");
  const { open, won } = await stages(page);
  const made = await deal(page);
  await board(page, made.name);
  await cardIn(page, open[0], made).waitFor();
  await drag(page, card(page, made), column(page, won));
  const dialog = page.getByRole("dialog", { name: "Close as won" });
  await dialog.getByLabel("Amount").fill("13000");
  await dialog.getByLabel("Closing note").fill("Signed on the quay.");
  await dialog.getByRole("button", { name: "Close as won" }).click();
  await toast(page, `${made.name} is won`).waitFor();
  const now = await read(page, made);
  assert.deepEqual([now.outcome, Number(now.amount), now.close_note], ["won", 13000, "Signed on the quay."]);

  await column(page, won).getByRole("button", { name: `Expand ${won.name}` }).click();
  await cardIn(page, won, made).waitFor();
  await drag(page, card(page, made), column(page, open[1]));
  const again = page.getByRole("dialog", { name: "Open again" });
  await again.getByRole("button", { name: "Open again" }).click();
  await toast(page, `${made.name} is open again`).waitFor();
  await cardIn(page, open[1], made).waitFor();
  assert.deepEqual([(await read(page, made)).outcome, (await read(page, made)).stage_id], ["open", open[1].id]);
});

browse("what a stage requires is asked for before the deal moves there", {}, async (page) => {
  await signIn(page, "sales director");
  const { open } = await stages(page);
  const asking = open.find(({ required_fields }) => required_fields.includes("amount"));
  const made = await deal(page, { amount: null });
  await board(page, made.name);
  await cardIn(page, open[0], made).waitFor();
  await drag(page, card(page, made), column(page, asking));
  const dialog = page.getByRole("dialog", { name: `Needed for ${asking.name}` });
  await dialog.getByRole("button", { name: "Move" }).click();
  await dialog.locator("[aria-invalid=true]").waitFor();
  assert.equal((await read(page, made)).stage_id, open[0].id);
  await dialog.getByLabel("Amount").fill("880.25");
  await page.keyboard.press("Enter");
  await toast(page, `${made.name} moved to ${asking.name}`).waitFor();
  const now = await read(page, made);
  assert.deepEqual([now.stage_id, Number(now.amount)], [asking.id, 880.25]);
  await addsUp(page, asking, made.name);
});

browse("a deal that somebody else changed is shown as it is", {}, async (page, { expect }) => {
  expect(/\b412\b/);
  await signIn(page, "sales director");
  const { open } = await stages(page);
  const made = await deal(page);
  await board(page, made.name);
  await cardIn(page, open[0], made).waitFor();
  await api(page, "POST", `opportunities/${made.id}/actions/move`, { stage_id: open[2].id }, { "if-match": "*" });
  await drag(page, card(page, made), column(page, open[1]));
  await toast(page, `Somebody changed ${made.name} in the meantime`).waitFor();
  await cardIn(page, open[2], made).waitFor();
  await addsUp(page, open[2], made.name);
});

browse("a card goes back if the server refuses, and says why", {}, async (page, { expect }) => {
  expect(/\b503\b/);
  await signIn(page, "sales director");
  const { open } = await stages(page);
  const made = await deal(page);
  await board(page, made.name);
  await cardIn(page, open[0], made).waitFor();
  await page.route("**/actions/move", (route) =>
    route.fulfill({
      status: 503,
      contentType: "application/problem+json",
      body: JSON.stringify({
        type: "/docs/errors#db_busy", title: "Busy.", status: 503, code: "db_busy", detail: "Busy.",
        instance: "/", request_id: "0", retryable: true, errors: [],
      }),
    }),
  );
  await drag(page, card(page, made), column(page, open[1]));
  await page.locator(".toast[data-kind=failed], .toast [role=alert], [role=alert].toast").first().waitFor();
  await cardIn(page, open[0], made).waitFor();
  await addsUp(page, open[0], made.name);
});

browse("another pipeline has its own columns, and list and board show the same", {}, async (page) => {
  await signIn(page, "sales director");
  const other = await stages(page, { isDefault: false });
  const made = await deal(page, { stage_id: other.open[0].id });
  await board(page, made.name);
  await page.getByLabel("Pipeline").selectOption(other.pipeline.id);
  await page.waitForURL(new RegExp(`pipeline=${other.pipeline.id}`));
  await cardIn(page, other.open[0], made).waitFor();
  await addsUp(page, other.open[0], made.name);
  await page.getByText("List", { exact: true }).click();
  await page.waitForURL(/\/opportunities\?.*pipeline_id=/);
  await page.locator("tbody tr[data-row]", { hasText: made.name }).waitFor();
  assert.match(page.url(), /outcome=open/);
  await page.getByText("Board", { exact: true }).click();
  await cardIn(page, other.open[0], made).waitFor();
  assert.match(page.url(), new RegExp(`pipeline=${other.pipeline.id}`));
  await column(page, other.open[0]).locator('[data-sum="amount"]').click();
  await page.locator("tbody tr[data-row]", { hasText: made.name }).waitFor();
});

browse("a card is looked at beside the board and moved by its menu", {}, async (page) => {
  await signIn(page, "sales director");
  const { open } = await stages(page);
  const made = await deal(page);
  await board(page, made.name);
  await cardIn(page, open[0], made).focus();
  await page.keyboard.press("Enter");
  await page.locator(".sheet", { hasText: made.name }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".sheet").waitFor({ state: "detached" });
  await page.getByRole("button", { name: `Actions for ${made.name}` }).click();
  await page.getByRole("menuitem", { name: `Move to ${open[1].name}` }).click();
  await cardIn(page, open[1], made).waitFor();
  await toast(page, `${made.name} moved to ${open[1].name}`).waitFor();
});

browse("a card tells what comes next", {}, async (page) => {
  await signIn(page, "sales director");
  const made = await deal(page);
  const plan = (subject, days) =>
    api(page, "POST", "activities", {
      type: "call", subject, record_kind: "opportunity", record_id: made.id,
      due_at: new Date(Date.now() + days * 86_400_000).toISOString(),
    });
  await plan("Ask about the crane", 9);
  const late = await plan("Send the drawings", -2);
  await board(page, made.name);
  const next = card(page, made).locator(".next-activity");
  await next.locator("xpath=self::*[@data-overdue]").waitFor();
  assert.match(await next.getAttribute("title"), /^Next: Send the drawings, .*\(overdue\)$/);
  await accessible(page);
  // Once it is done, the one after it comes next.
  await api(page, "PATCH", `activities/${late.id}`, { done_at: new Date().toISOString() }, { "if-match": "*" });
  await page.reload();
  await next.waitFor();
  assert.match(await next.getAttribute("title"), /^Next: Ask about the crane/);
  assert.equal(await next.getAttribute("data-overdue"), null);
});

browse("a column folds and stays so", {}, async (page) => {
  await signIn(page, "sales director");
  const { open } = await stages(page);
  await visit(page, "/opportunities/board");
  await column(page, open[1]).getByRole("button", { name: `Collapse ${open[1].name}` }).click();
  await column(page, open[1]).locator("[data-card]").first().waitFor({ state: "detached" });
  await page.reload();
  await column(page, open[1]).getByRole("button", { name: `Expand ${open[1].name}` }).click();
  await column(page, open[1]).locator("[data-card]").first().waitFor();
});

browse("a phone shows one column", { width: 390, height: 844 }, async (page) => {
  await signIn(page, "sales director");
  const { open } = await stages(page);
  const made = await deal(page);
  await board(page, made.name);
  await cardIn(page, open[0], made).waitFor();
  assert.equal(await page.locator("section.board-column").count(), 1);
  await fits(page);
  await accessible(page);
  await page.getByRole("button", { name: `Actions for ${made.name}` }).click();
  await page.getByRole("menuitem", { name: `Move to ${open[1].name}` }).click();
  await card(page, made).waitFor({ state: "detached" });
  await page.getByRole("tab", { name: open[1].name }).click();
  await cardIn(page, open[1], made).waitFor();
  await cardIn(page, open[1], made).locator(".board-card-account").click();
  await page.waitForURL(new RegExp(`/opportunities/${made.id}`));
  await page.locator(".deal-facts").waitFor();
  await fits(page);
});

for (const width of [320, 390]) {
  browse(`what can be done with a deal stands in one row of ${width} px`, { width, height: 700 }, async (page) => {
    await signIn(page, "sales director");
    const made = await deal(page, { name: `A name that needs more than one line of a phone ${unique()}` });
    await visit(page, `/opportunities/${made.id}`);
    const actions = page.locator(".record-work").locator(".person, .page-actions > button");
    await actions.nth(3).waitFor();
    const middles = await actions.evaluateAll((all) =>
      all.map((one) => one.getBoundingClientRect()).map(({ top, height }) => Math.round(top + height / 2)),
    );
    assert.equal(new Set(middles).size, 1, `person, won, lost and the menu: ${middles}`);
    await fits(page);
  });
}

browse("the page of a deal takes its steps", {}, async (page) => {
  await signIn(page, "sales director");
  const { open } = await stages(page);
  const made = await deal(page);
  await visit(page, `/opportunities/${made.id}`);
  const stage = (name) => page.locator(".stage-bar").getByRole("button", { name });
  await stage(open[1].name).click();
  await toast(page, `${made.name} moved to ${open[1].name}`).waitFor();
  await page.locator(".stage[data-state=current]", { hasText: open[1].name }).waitFor();
  await page.getByRole("button", { name: "Won", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close as won" }).click();
  await page.locator("[data-fact=outcome]", { hasText: "Won" }).waitFor();
  await page.getByRole("button", { name: "Open again", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Open again" }).click();
  await page.locator("[data-fact=outcome]", { hasText: "Open" }).waitFor();
  assert.equal((await read(page, made)).stage_id, open[1].id);
  await page.getByRole("tab", { name: "Stage history" }).click();
  await page.locator(".deal-table tbody tr").nth(3).waitFor();
});

browse("the part of a person in a deal is changed where it stands", {}, async (page) => {
  await signIn(page, "sales director");
  const made = await deal(page);
  const contact = await api(page, "POST", "contacts", { name: `Li Wei ${unique()}`, account_id: made.account_id });
  const joined = { opportunity_id: made.id, contact_id: contact.id, role: "user" };
  const { id } = await api(page, "POST", "opportunity-contacts", joined);
  await visit(page, `/opportunities/${made.id}`);
  const row = page.locator(".related-row", { hasText: contact.name });
  await row.getByRole("button", { name: /^Edit .* of Li Wei/ }).click();
  await row.getByRole("combobox").selectOption({ label: "Decider" });
  await row.getByRole("button", { name: /Decider/ }).waitFor();
  await toast(page, "Role changed").waitFor();
  await page.waitForFunction((name) => document.activeElement?.textContent.includes(name), contact.name);
  assert.equal((await api(page, "GET", `opportunity-contacts/${id}`)).role, "decider");
  await accessible(page);
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => !document.querySelector(".related-edit").textContent.includes("Decider"));
  assert.equal((await api(page, "GET", `opportunity-contacts/${id}`)).role, "user");
});

browse("products make the amount of a deal", {}, async (page) => {
  await signIn(page, "sales director");
  const made = await deal(page, { amount: null });
  const product = await api(page, "POST", "products", {
    name: `Bollard ${unique()}`, code: unique(), list_price: "200", currency: "CNY",
  });
  assert.ok(product.id, JSON.stringify(product));
  await visit(page, `/opportunities/${made.id}`);
  await page.getByRole("tab", { name: "Products" }).click();
  const form = page.locator(".deal-add-line");
  await form.getByRole("combobox").fill(product.name);
  await page.getByRole("option", { name: product.name }).click();
  await form.getByLabel("Quantity").fill("3");
  await form.getByRole("button", { name: "Add product" }).click();
  const line = page.locator(".deal-table tbody tr", { hasText: product.name });
  await line.locator("[data-total]", { hasText: "600" }).waitFor();
  await page.locator("[data-fact=amount]", { hasText: "600" }).waitFor();
  await line.getByLabel(/^Quantity/).fill("5");
  await page.keyboard.press("Enter");
  await line.locator("[data-total]", { hasText: "1,000" }).waitFor();
  await line.getByLabel(/^Discount/).fill("10");
  await page.keyboard.press("Tab");
  await line.locator("[data-total]", { hasText: "900" }).waitFor();
  await page.locator(".deal-table tfoot", { hasText: "900" }).waitFor();
  await line.getByRole("button", { name: `Remove ${product.name}` }).click();
  await line.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).last().click();
  await line.waitFor();
});

browse("an activity is ticked off in its list and on its page, and back", {}, async (page) => {
  await signIn(page, "sales rep");
  const made = await deal(page);
  const task = await api(page, "POST", "activities", {
    type: "task", subject: `Call back ${unique()}`, record_kind: "opportunity", record_id: made.id,
  });
  assert.ok(task.id, JSON.stringify(task));
  const isDone = async () => (await api(page, "GET", `activities/${task.id}`)).done_at !== null;
  await visit(page, `/activities?view=all&q=${encodeURIComponent(task.subject)}`);
  const tick = page.getByRole("checkbox", { name: `Done: ${task.subject}` });
  await tick.click();
  await toast(page, `${task.subject} is done`).waitFor();
  assert.equal(await isDone(), true);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.locator(`[role=checkbox][aria-checked=false][aria-label="Done: ${task.subject}"]`).waitFor();
  assert.equal(await isDone(), false);
  await visit(page, `/activities/${task.id}`);
  await page.getByRole("button", { name: "Mark as done" }).click();
  await page.getByRole("button", { name: "Not done yet" }).waitFor();
  assert.equal(await isDone(), true);
});
