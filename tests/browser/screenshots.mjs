// Pictures of every screen, to look at: `make screenshots` puts them into the target folder.

import { join } from "node:path";
import { api, browser, open, signIn, visit } from "./harness.mjs";

/** Name, path or what makes one, and as whom, nobody if that is left out; then what is pressed there, or done. */
const SCREENS = [
  ["sign-in", "/"],
  ["set-password", "/set-password#token=made-up"],
  ["kit", "/_kit"],
  ["home", "/", "sales director"],
  ["leads", "/leads", "sales director"],
  ["lead", ({ lead }) => `/leads/${lead}`, "sales director"],
  ["lead-score", ({ lead }) => `/leads/${lead}`, "sales director", "[role=tab]"],
  ["lead-convert", ({ lead }) => `/leads/${lead}`, "sales director", ".page-actions [data-kind=primary]"],
  ["lead-new", "/leads", "sales director", ".page-actions [data-kind=primary]"],
  ["notifications", "/leads", "sales director", ".bell button"],
  ["search", "/accounts", "sales director", (page) => search(page, "an")],
  ["accounts", "/accounts", "sales director"],
  ["export", "/accounts", "sales director", ".list-toolbar > button"],
  ["account-peek", ({ account }) => `/accounts?view=all&peek=${account}`, "sales director"],
  ["account", ({ account }) => `/accounts/${account}`, "sales director"],
  ["contacts", "/contacts", "sales director"],
  ["deals", "/opportunities", "sales director"],
  ["deal", ({ opportunity }) => `/opportunities/${opportunity}`, "sales director"],
  ["board", "/opportunities/board", "sales director"],
  ["activities", "/activities?view=all", "sales director"],
  ["products", "/products", "sales director"],
  ["analytics-funnel", "/analytics", "sales director"],
  ["analytics-won", "/analytics/won", "sales director"],
  ["analytics-performance", "/analytics/performance", "sales director"],
  ["imports", "/imports", "sales director"],
  ["import-new", "/imports/new", "sales director"],
  ["settings", "/settings", "administrator"],
  ["users", "/users", "administrator"],
  ["role", "/roles/01900000-0000-7000-8000-000000000004", "administrator"],
  ["structure", "/structure", "administrator"],
  ["categories", "/categories", "administrator"],
  ["pipelines", "/pipelines", "administrator"],
  ["scoring-rules", "/scoring-rules", "administrator"],
  ["lead-mappings", "/lead-mappings", "administrator"],
  ["assignment-rules", "/assignment-rules", "administrator"],
  ["assignment-rule", ({ rule }) => `/assignment-rules/${rule}`, "administrator"],
  ["absences", "/absences", "administrator"],
  ["web-form", ({ form }) => `/web-forms/${form}`, "administrator"],
  ["web-form-link", ({ form }) => `/web-forms/${form}`, "administrator", ".page-actions [data-kind=secondary]"],
  ["form", ({ token }) => `/forms/${token}`, "administrator"],
  ["audit", "/audit", "administrator"],
  ["preferences", "/preferences", "administrator"],
];

/** Searches all kinds of record. */
const search = async (page, text) => {
  await page.keyboard.press("Control+k");
  await page.locator(".palette input").fill(text);
  await page.locator(".palette-list .is-found").first().waitFor();
};

/** The ids of the first of some kinds, and a form on the web, which the demo has none of. */
const firstOnes = async (page) => {
  const first = async (path) => (await api(page, "GET", `${path}&limit=1`)).data[0];
  const [account, opportunity, lead] = await Promise.all(
    ["accounts?type=customer", "opportunities?outcome=open", "leads?status=working"].map(first),
  );
  const form = (await first("web-forms?name=Website")) ?? (await addForm(page));
  const rule = await first("assignment-rules?sort=position");
  const ids = { account: account.id, opportunity: opportunity.id, lead: lead.id, rule: rule?.id };
  return { ...ids, form: form?.id, token: form?.token };
};

/** What the demo has not: rules of assignment, somebody who is away, and news for the sales director. */
const prepare = async () => {
  const page = await open();
  const { email } = await signIn(page, "sales director");
  const me = (await api(page, "GET", "auth/me")).user;
  await signIn(page, "administrator");
  const leads = (await api(page, "GET", "leads?status=new&limit=3")).data;
  for (const { id } of leads) {
    await api(page, "POST", `leads/${id}/actions/assign`, { owner_id: me.id, reason: email }, { "if-match": "*" });
  }
  const [one, two] = (await api(page, "GET", "users?sort=name&is_active=true&limit=2")).data;
  const rule = { method: "round_robin", user_ids: [one.id, two.id], capacity: 20 };
  const filter = { and: [{ field: "source", op: "in", value: ["website", "event"] }] };
  await api(page, "POST", "assignment-rules", { name: "Website", position: 10, filter, ...rule });
  await api(page, "POST", "assignment-rules", { name: "Everything else", position: 20, ...rule, method: "least_busy" });
  const days = { starts_on: "2026-11-23", ends_on: "2026-12-04" };
  await api(page, "POST", "absences", { user_id: one.id, ...days, note: "On leave" });
  await page.context().close();
};

const addForm = async (page) => {
  const me = await api(page, "GET", "auth/me");
  return api(page, "POST", "web-forms", {
    name: "Website",
    title: "Write to us",
    intro: "We answer within a day.",
    fields: ["company_name", "email", "mobile", "description"],
    required_fields: ["email"],
    source: "website",
    lead_owner_id: me.user.id,
    consent_text: "You may write to me.",
    thanks: "Thank you: we write back soon.",
  });
};

const LOOKS = [
  { width: 1440, height: 900, theme: "light", language: "en" },
  { width: 1440, height: 900, theme: "dark", language: "zh-CN" },
  { width: 390, height: 844, theme: "light", language: "zh-CN" },
  { width: 390, height: 844, theme: "dark", language: "en" },
];

await prepare();
const folder = process.env.RAPPORT_SCREENSHOTS;
const people = new Set(SCREENS.map(([, , role]) => role));
for (const look of LOOKS) {
  for (const role of people) {
    const page = await open(look);
    if (role) await signIn(page, role);
    for (const [name, path, , pressed] of SCREENS.filter(([, , whose]) => whose === role)) {
      await visit(page, typeof path === "string" ? path : path(await firstOnes(page)));
      await page.waitForLoadState("networkidle");
      if (pressed) {
        await (typeof pressed === "string" ? page.locator(pressed).last().click() : pressed(page));
        await page.waitForLoadState("networkidle");
        await page.waitForTimeout(300);
      }
      const { width, theme, language } = look;
      await page.screenshot({ path: join(folder, `${name}-${width}-${theme}-${language}.png`) });
    }
    await page.context().close();
  }
}
await (await browser()).close();
