// Starts the application. It removes the first paint (`#boot`) when it is there; if it never comes, this says so, in
// words of its own, as all others come with the application.

const WORDS = {
  en: {
    title: "Rapport could not be loaded",
    text: "Check the connection, then try again.",
    again: "Load again",
  },
  "zh-CN": {
    title: "Rapport 未能加载",
    text: "请检查网络连接，然后重试。",
    again: "重新加载",
  },
};

const element = (name, text) => {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
};

const fail = () => {
  const words = WORDS[document.documentElement.lang] ?? WORDS.en;
  const again = element("button", words.again);
  again.type = "button";
  again.className = "boot-again";
  again.addEventListener("click", () => location.reload());
  const message = document.createElement("div");
  message.className = "boot-message";
  message.setAttribute("role", "alert");
  message.append(element("h1", words.title), element("p", words.text), again);
  const main = document.createElement("main");
  main.append(message);
  document.body.replaceChildren(main);
};

try {
  const { default: start } = await import("/assets/app.js");
  await start({ module_or_path: "/assets/app.wasm" });
} catch (error) {
  console.error(error);
  fail();
}
