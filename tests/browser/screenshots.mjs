// Pictures of every screen, to look at: `make screenshots` puts them into the target folder.

import { join } from "node:path";
import { browser, open, signIn, visit } from "./harness.mjs";

/** Name, path, and as whom; nobody if that is left out. */
const SCREENS = [
  ["start", "/"],
  ["start-signed-in", "/", "sales rep"],
  ["board", "/opportunities/board", "sales director"],
  ["set-password", "/set-password#token=made-up"],
  ["settings", "/settings", "administrator"],
  ["users", "/users", "administrator"],
  ["role", "/roles/01900000-0000-7000-8000-000000000004", "administrator"],
  ["structure", "/structure", "administrator"],
  ["categories", "/categories", "administrator"],
  ["pipelines", "/pipelines", "administrator"],
  ["audit", "/audit", "administrator"],
  ["preferences", "/preferences", "sales rep"],
];

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
      await visit(page, path);
      await page.waitForLoadState("networkidle");
      const { width, theme, language } = look;
      await page.screenshot({ path: join(folder, `${name}-${width}-${theme}-${language}.png`) });
    }
    await page.context().close();
  }
}
await (await browser()).close();
