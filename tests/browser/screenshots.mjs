// Pictures of every screen, to look at: `make screenshots` puts them into the target folder.

import { join } from "node:path";
import { api, browser, open, signIn, visit } from "./harness.mjs";

/** Name, path or what makes one, and as whom; nobody if that is left out. */
const SCREENS = [
  ["sign-in", "/"],
  ["set-password", "/set-password#token=made-up"],
  ["kit", "/_kit"],
  ["home", "/", "sales director"],
  ["accounts", "/accounts", "sales director"],
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
  ["audit", "/audit", "administrator"],
  ["preferences", "/preferences", "administrator"],
];

/** The ids of the first account and the first deal. */
const firstOnes = async (page) => {
  const [account, opportunity] = await Promise.all(
    ["accounts?type=customer&limit=1", "opportunities?outcome=open&limit=1"].map(async (path) => {
      const { data } = await api(page, "GET", path);
      return data[0].id;
    }),
  );
  return { account, opportunity };
};

const LOOKS = [
  { width: 1440, height: 900, theme: "light", language: "en" },
  { width: 1440, height: 900, theme: "dark", language: "zh-CN" },
  { width: 390, height: 844, theme: "light", language: "zh-CN" },
  { width: 390, height: 844, theme: "dark", language: "en" },
];

const folder = process.env.RAPPORT_SCREENSHOTS;
const people = new Set(SCREENS.map(([, , role]) => role));
for (const look of LOOKS) {
  for (const role of people) {
    const page = await open(look);
    if (role) await signIn(page, role);
    for (const [name, path] of SCREENS.filter(([, , whose]) => whose === role)) {
      await visit(page, typeof path === "string" ? path : path(await firstOnes(page)));
      await page.waitForLoadState("networkidle");
      const { width, theme, language } = look;
      await page.screenshot({ path: join(folder, `${name}-${width}-${theme}-${language}.png`) });
    }
    await page.context().close();
  }
}
await (await browser()).close();
