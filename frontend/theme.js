// Runs before the first paint, so that nobody sees the wrong theme for a moment: looks and language, as chosen on this
// machine. `null` where nothing was chosen, or where the browser keeps nothing.
{
  const chosen = (name) => {
    try {
      return localStorage.getItem(`rapport.${name}`);
    } catch {
      return null;
    }
  };
  const root = document.documentElement;
  for (const name of ["theme", "density"]) {
    const value = chosen(name);
    if (value) root.dataset[name] = value;
  }
  const languages = [chosen("language"), ...navigator.languages];
  const known = languages.find((language) => /^(en|zh)\b/i.test(language ?? ""));
  root.lang = /^zh/i.test(known ?? "") ? "zh-CN" : "en";
}
