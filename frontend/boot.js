// Starts the application. It removes the first paint (`#boot`) when it is there; if it never comes, this says so, in
// words of its own, as all others come with the application.

const WORDS = {
  en: {
    text: "Rapport could not be loaded. Check the connection, then try again.",
    again: "Load again",
  },
  "zh-CN": {
    text: "Rapport 未能加载。请检查网络连接后重试。",
    again: "重新加载",
  },
};

const fail = () => {
  const words = WORDS[document.documentElement.lang] ?? WORDS.en;
  const text = document.createElement("p");
  text.textContent = words.text;
  const again = document.createElement("button");
  again.type = "button";
  again.className = "boot-again";
  again.textContent = words.again;
  again.addEventListener("click", () => location.reload());
  const message = document.createElement("main");
  message.className = "boot-message";
  message.setAttribute("role", "alert");
  message.append(text, again);
  document.body.replaceChildren(message);
};

try {
  const { default: start } = await import("/assets/app.js");
  await start({ module_or_path: "/assets/app.wasm" });
} catch (error) {
  console.error(error);
  fail();
}
